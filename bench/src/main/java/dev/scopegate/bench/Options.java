package dev.scopegate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the terminal asked for.
 *
 * @param words what to measure, and what else stands there without a name
 * @param only ids of the rows of the comparison; empty for all
 * @param rounds how often each row is measured
 * @param duration of one measurement
 * @param warmUp of one step before the first round; each row takes steps until it grows no more
 * @param connections that call at the same time
 * @param quick whether sizes are cut down, to see that everything works
 * @param json file for the numbers; null for none
 * @param jvm flags for all JVMs alike
 */
public record Options(
        List<String> words,
        Set<String> only,
        int rounds,
        Duration duration,
        Duration warmUp,
        int connections,
        boolean quick,
        @Nullable Path json,
        List<String> jvm) {

    private static final Set<String> NAMES =
            Set.of("--only", "--rounds", "--seconds", "--warm-up", "--connections", "--json", "--jvm");
    private static final String QUICK = "--quick";

    /** Reads a command line. */
    public static Options parse(List<String> args) {
        List<String> words = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (NAMES.contains(arg)) {
                i++;
                if (i == args.size()) {
                    throw new BenchFailure("'" + arg + "' needs a value");
                }
                given.put(arg, args.get(i));
            } else if (arg.equals(QUICK)) {
                given.put(QUICK, "");
            } else if (arg.startsWith("-")) {
                throw new BenchFailure("option must be " + QUICK + " or one of " + String.join(" ", sorted())
                        + " with a value, but was '" + arg + "'");
            } else {
                words.add(arg);
            }
        }
        return of(words, given);
    }

    private static List<String> sorted() {
        return NAMES.stream().sorted().toList();
    }

    private static Options of(List<String> words, Map<String, String> given) {
        boolean quick = given.containsKey(QUICK);
        String json = given.get("--json");
        return new Options(
                List.copyOf(words),
                Set.copyOf(split(given.getOrDefault("--only", ""), ",")),
                number(given, "--rounds", quick ? 1 : 5),
                Duration.ofSeconds(number(given, "--seconds", quick ? 1 : 5)),
                Duration.ofSeconds(number(given, "--warm-up", quick ? 1 : 5)),
                number(given, "--connections", 64),
                quick,
                json == null ? null : Path.of(json),
                split(given.getOrDefault("--jvm", ""), " "));
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String text = given.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new BenchFailure("'" + name + "' needs a number from 1 to 9999, but has '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** This size, or the small one of a quick run. */
    public int size(int full, int small) {
        return quick ? small : full;
    }
}
