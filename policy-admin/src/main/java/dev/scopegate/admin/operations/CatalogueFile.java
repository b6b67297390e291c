package dev.scopegate.admin.operations;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A catalogue as people write it:
 *
 * <pre>{@code
 * api: hopr
 * operations:
 *   nodeGetVersion: { match: [GET /api/v3/node/version], tag: Node, summary: "...", cost: 1 }
 * }</pre>
 */
public final class CatalogueFile {

    private static final Pattern API = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final List<String> MEMBERS = List.of("match", "explicit", "cost", "tag", "summary");

    private CatalogueFile() {}

    /**
     * Every {@code *.yml} of a folder, in the order of their names.
     *
     * @throws IllegalStateException where one does not hold a catalogue; it says which and why
     */
    public static List<OperationCatalogue> readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".yml"))
                    .sorted()
                    .map(CatalogueFile::read)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "catalogues must be readable from '" + folder + "' (scopegate.admin.catalogues-dir)", e);
        }
    }

    static OperationCatalogue read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            throw new IllegalStateException("catalogue '" + file + "' cannot be used: " + e.getMessage(), e);
        }
    }

    static OperationCatalogue parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<?, ?> file = mapping(new Yaml(new SafeConstructor(options)).load(yaml), "a catalogue");
        String api = api(file.get("api"));
        List<Operation> operations = new ArrayList<>();
        mapping(file.get("operations"), "'operations'")
                .forEach((name, row) -> operations.add(operation(api, text(name, "name of an operation"), row)));
        return OperationCatalogue.of(api, operations);
    }

    /** The name of an API. */
    public static String api(@Nullable Object value) {
        String api = text(value, "api");
        if (!API.matcher(api).matches()) {
            throw new IllegalArgumentException("api must be lower-case letters, digits and '-', but was '" + api + "'");
        }
        return api;
    }

    /**
     * One row of the operations.
     *
     * @param value what stands behind the name
     */
    public static Operation operation(String api, String name, @Nullable Object value) {
        Map<?, ?> row = mapping(value, "operation '" + name + "'");
        refuseOthers(row, name);
        if (!(row.get("match") instanceof List<?> match)) {
            throw new IllegalArgumentException("'match' of '" + name + "' must be a list of 'METHOD /path'");
        }
        List<Capability> capabilities = match.stream()
                .map(each -> Capability.parse(text(each, "match")))
                .toList();
        Object cost = row.get("cost");
        if (cost != null && !(cost instanceof Integer)) {
            throw new IllegalArgumentException(
                    "'cost' of '" + name + "' must be a whole number, but was '" + cost + "'");
        }
        return new Operation(
                new OperationRef(api, name),
                capabilities,
                cost instanceof Integer calls ? calls : 1,
                optional(row.get("tag")),
                optional(row.get("summary")),
                isExplicit(row.get("explicit"), name));
    }

    /** A misspelt {@code explicit} would open what it should close. */
    private static void refuseOthers(Map<?, ?> row, String name) {
        for (Object member : row.keySet()) {
            if (!MEMBERS.contains(String.valueOf(member))) {
                throw new IllegalArgumentException(
                        "operation '" + name + "' may have " + MEMBERS + ", but has '" + member + "'");
            }
        }
    }

    private static boolean isExplicit(@Nullable Object value, String name) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(
                "'explicit' of '" + name + "' must be true or false, but was '" + value + "'");
    }

    private static Map<?, ?> mapping(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(what + " must be a mapping, but was '" + value + "'");
    }

    private static String text(@Nullable Object value, String what) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new IllegalArgumentException(what + " must be a text, but was '" + value + "'");
    }

    private static String optional(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
