package dev.scopegate.launcher.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands behind a command: words, and options that are known to it. */
final class Arguments {

    private static final Set<String> FLAGS = Set.of("--json", "--help");
    private static final Set<String> VALUED = Set.of("--url", "--token-file");

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new HashMap<>();

    private Arguments() {}

    /**
     * Reads them.
     *
     * @param flags options without a value, beside those that every command has
     * @param valued options with a value, likewise
     */
    static Arguments parse(List<String> arguments, Set<String> flags, Set<String> valued) {
        Arguments parsed = new Arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = alias(equals < 0 ? argument : argument.substring(0, equals));
            if (!argument.startsWith("-") || argument.equals("-")) {
                parsed.words.add(argument);
            } else if (FLAGS.contains(name) || flags.contains(name)) {
                if (equals >= 0) {
                    throw new Failure("option " + name + " takes no value, but has '" + argument + "'");
                }
                parsed.add(name, "");
            } else if (VALUED.contains(name) || valued.contains(name)) {
                if (equals < 0 && i + 1 == arguments.size()) {
                    throw new Failure("option " + name + " needs a value, but has none");
                }
                parsed.add(name, equals >= 0 ? argument.substring(equals + 1) : arguments.get(++i));
            } else {
                throw new Failure("unknown option '" + name + "': see --help");
            }
        }
        return parsed;
    }

    private static String alias(String name) {
        return switch (name) {
            case "-f" -> "--file";
            case "-o" -> "--output";
            case "-h" -> "--help";
            default -> name;
        };
    }

    boolean has(String flag) {
        return options.containsKey(flag);
    }

    Optional<String> one(String option) {
        List<String> values = all(option);
        if (values.size() > 1) {
            throw new Failure("option " + option + " may stand once, but stands " + values.size() + " times");
        }
        return values.stream().findFirst();
    }

    String required(String option) {
        return one(option).orElseThrow(() -> new Failure("option " + option + " is required: see --help"));
    }

    List<String> all(String option) {
        return options.getOrDefault(option, List.of());
    }

    /** Exactly these words, each named by what it stands for. */
    List<String> words(String... names) {
        if (words.size() != names.length) {
            throw new Failure((names.length == 0 ? "no words were" : "'" + String.join(" ", names) + "' was")
                    + " expected, but there came '" + String.join(" ", words) + "': see --help");
        }
        return List.copyOf(words);
    }

    private void add(String name, String value) {
        options.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
}
