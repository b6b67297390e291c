package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The steps of a decision, one by one, by JMH. */
public final class Micro implements Undertaking {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final List<String> NOTES =
            List.of("JMH, average time of one call on one thread, with the error of its 99.9 % interval.");

    @Override
    public Outcome run(Path root, Options options) {
        try {
            List<Row> rows = benchmarks(options).stream().map(Micro::row).toList();
            List<Column> columns = List.of(new Column("ns", 1), new Column("± ns", 1), new Column("bytes", 0));
            return Outcome.of(new Sheet("micro", "Steps of a decision", NOTES, columns, rows));
        } catch (RunnerException e) {
            throw new BenchFailure("JMH must run, but: " + e.getMessage(), e);
        }
    }

    private static Collection<RunResult> benchmarks(Options options) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("dev\\.scopegate\\.bench\\.micro\\..*")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .forks(options.size(2, 1))
                        .jvmArgsAppend(Workplace.flags(options.jvm()).toArray(String[]::new))
                        .warmupIterations(options.size(3, 1))
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(options.rounds())
                        .measurementTime(options.quick() ? TimeValue.milliseconds(200) : TimeValue.seconds(1))
                        .build())
                .run();
    }

    private static Row row(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        String[] name = result.getParams().getBenchmark().split("\\.", -1);
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        return Row.of(
                name[name.length - 2] + " " + name[name.length - 1].replace('_', ' '),
                primary.getScore(),
                finite(primary.getScoreError()),
                allocated == null ? null : finite(allocated.getScore()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
