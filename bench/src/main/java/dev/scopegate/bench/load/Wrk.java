package dev.scopegate.bench.load;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.machine.Workplace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The program wrk, told what to send and how to report by a script. */
public final class Wrk implements Loader {

    private static final int THREADS = 2;
    private static final int ERROR_STATUS = 400;
    private static final String MARK = "scopegate ";
    private static final String REPORT = """
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("scopegate %d %d %d %d %.1f %.1f\\n", summary.requests,
                e.status, e.connect + e.read + e.write + e.timeout, summary.duration,
                latency:percentile(50), latency:percentile(99)))
            end
            """;
    /** Each thread begins elsewhere in the list. */
    private static final String TURNS = """
            local tokens, counter, started = {}, 0, 0
            function setup(thread)
              thread:set("number", started)
              thread:set("threads", @THREADS@)
              started = started + 1
            end
            function init(args)
              for line in io.lines("@TOKENS@") do tokens[#tokens + 1] = "Bearer " .. line end
              counter = math.floor(#tokens / threads) * number
            end
            function request()
              counter = counter % #tokens + 1
              return wrk.format(nil, nil, {["Authorization"] = tokens[counter]})
            end
            """;

    private final Path program;
    private final Workplace workplace;
    private final AtomicInteger scripts = new AtomicInteger();

    public Wrk(Path program, Workplace workplace) {
        this.program = program;
        this.workplace = workplace;
    }

    @Override
    public Load run(Call call, int connections, Duration duration) {
        Path script = workplace.write("wrk/" + scripts.incrementAndGet() + ".lua", script(call));
        List<String> command = List.of(
                program.toString(),
                "-t" + Math.min(THREADS, connections),
                "-c" + connections,
                "-d" + Math.max(1, duration.toSeconds()) + "s",
                "-s",
                script.toString(),
                call.uri().toString());
        return parse(call, output(command));
    }

    private static String script(Call call) {
        if (call.tokens() != null) {
            return TURNS.replace("@TOKENS@", call.tokens().toString()).replace("@THREADS@", Integer.toString(THREADS))
                    + REPORT;
        }
        String header = call.authorization() == null
                ? ""
                : "wrk.headers[\"Authorization\"] = \"" + call.authorization() + "\"\n";
        return header + REPORT;
    }

    private static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchFailure("wrk must succeed, but said: " + text.strip());
            }
            return text;
        } catch (IOException e) {
            throw new BenchFailure("cannot run wrk: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted under load", e);
        }
    }

    private static Load parse(Call call, String output) {
        String[] numbers = output.lines()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new BenchFailure("wrk must report, but said: " + output.strip()))
                .substring(MARK.length())
                .split(" ", -1);
        long calls = Long.parseLong(numbers[0]);
        long refused = Long.parseLong(numbers[1]);
        long wrong = Long.parseLong(numbers[2]) + (call.status() >= ERROR_STATUS ? calls - refused : refused);
        return new Load(
                calls,
                wrong,
                Long.parseLong(numbers[3]),
                Double.parseDouble(numbers[4]),
                Double.parseDouble(numbers[5]));
    }
}
