package dev.scopegate.bench;

import dev.scopegate.bench.machine.MachineFacts;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Chart;
import dev.scopegate.bench.report.Page;
import dev.scopegate.bench.report.Results;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.run.Comparison;
import dev.scopegate.bench.run.HalfLoad;
import dev.scopegate.bench.run.Lists;
import dev.scopegate.bench.run.Micro;
import dev.scopegate.bench.run.Revocations;
import dev.scopegate.bench.run.Scale;
import dev.scopegate.bench.run.StartUp;
import dev.scopegate.bench.run.Undertaking;
import dev.scopegate.bench.run.Undertaking.Outcome;
import dev.scopegate.launcher.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./scopegate bench}: measures, prints tables, keeps the numbers, and makes a page of them. */
public final class Bench {

    private static final String HELP = """
            usage: ./scopegate bench [WHAT…] [OPTIONS]

              compare     (the default) throughput, latency, CPU, allocation and Redis commands of stock gateways,
                          nginx and Scopegate, in interleaved rounds: about 15 minutes
              half-load   latency at half of Scopegate's peak and of the stock gateway's, of both
              scale       1 to 1,000,000 tokens, 1 to 100 capabilities, 1 to 200 routes, 1 and 3 gateways
              revocation  how long a revoked token still passes, over three busy gateways
              start       start-up time and memory
              lists       policy-admin's lists with 100,000 tokens and 10,000 accounts
              micro       JMH: the steps of a decision
              all         all of these
              report FILE [FOLDER]  makes performance.md and performance.svg in docs/ (or FOLDER) of a --json file

              --rounds N (5)  --seconds N (5) of each measurement  --warm-up N (5) seconds a step  --connections N (64)
              --only a,e,i1   rows of compare
              --quick         one short round and small sizes: shows that it works, measures nothing
              --json FILE     keeps the numbers; tables of other runs in the file stay
              --jvm "FLAGS"   for all JVMs alike
            """;

    private Bench() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), Path.of(System.getProperty("scopegate.root", ""))));
    }

    /** The exit status, after one line that explains it. */
    static int run(List<String> args, Path root) {
        if (args.contains("help") || args.contains("--help")) {
            System.out.print(HELP);
            return 0;
        }
        try {
            Options options = Options.parse(args);
            if (!options.words().isEmpty() && options.words().getFirst().equals("report")) {
                report(options.words(), root.toAbsolutePath());
                return 0;
            }
            return measure(options, "./scopegate bench " + String.join(" ", args), root.toAbsolutePath());
        } catch (BenchFailure | StartFailure failure) {
            System.err.println("bench: " + failure.getMessage());
            return 1;
        }
    }

    private static int measure(Options options, String command, Path root) {
        List<String> broken = new ArrayList<>();
        for (Undertaking undertaking : chosen(options.words())) {
            Outcome outcome = undertaking.run(root, options);
            System.out.println(outcome.sheet().text());
            keep(outcome.sheet(), options, command);
            broken.addAll(outcome.broken());
        }
        broken.forEach(line -> System.err.println("bench: " + line));
        return broken.isEmpty() ? 0 : 1;
    }

    private static List<Undertaking> chosen(List<String> words) {
        Map<String, Undertaking> all = new LinkedHashMap<>();
        all.put("compare", new Comparison());
        all.put("half-load", new HalfLoad());
        all.put("scale", new Scale());
        all.put("revocation", new Revocations());
        all.put("start", new StartUp());
        all.put("lists", new Lists());
        all.put("micro", new Micro());
        if (words.equals(List.of("all"))) {
            return List.copyOf(all.values());
        }
        return (words.isEmpty() ? List.of("compare") : words)
                .stream().map(word -> require(all, word)).toList();
    }

    private static Undertaking require(Map<String, Undertaking> all, String word) {
        Undertaking undertaking = all.get(word);
        if (undertaking == null) {
            throw new BenchFailure("what to measure must be one of " + String.join(", ", all.keySet())
                    + " or all, but was '" + word + "'");
        }
        return undertaking;
    }

    private static void keep(Sheet sheet, Options options, String command) {
        Path file = options.json();
        if (file != null) {
            String at = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString();
            MachineFacts machine = MachineFacts.read(String.join(" ", Workplace.flags(options.jvm())));
            Results.read(file)
                    .with(new Results.Entry(sheet, command, at, machine))
                    .write(file);
        }
    }

    private static void report(List<String> words, Path root) {
        if (words.size() < 2 || words.size() > 3) {
            throw new BenchFailure("'report' needs a file that --json wrote, and may have a folder");
        }
        Path folder = words.size() == 3 ? Path.of(words.get(2)) : root.resolve("docs");
        Results results = Results.read(Path.of(words.get(1)));
        if (results.entries().isEmpty()) {
            throw new BenchFailure("no results in " + words.get(1));
        }
        try {
            Files.writeString(folder.resolve("performance.md"), Page.of(results));
            if (Chart.of(results).isPresent()) {
                Files.writeString(
                        folder.resolve("performance.svg"), Chart.of(results).orElseThrow());
            }
        } catch (IOException e) {
            throw new BenchFailure("cannot write into " + folder + ": " + e.getMessage(), e);
        }
    }
}
