package dev.scopegate.admin.catalogues;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import io.swagger.v3.oas.models.PathItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the paths of a document into operations, and notes what does not fit. */
final class OpenApiOperations {

    private static final int LONGEST_LINE = 200;

    private final String api;
    private final String prefix;
    private final OperationNames names = new OperationNames();
    private final Map<String, Operation> byCapability = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int unnamed;

    OpenApiOperations(String api, String prefix) {
        this.api = api;
        this.prefix = prefix;
    }

    void add(String path, PathItem item) {
        if (item.get$ref() != null) {
            notes.add("'" + line(path) + "' was left out: it stands elsewhere, and references are not followed");
            return;
        }
        PathTemplate template;
        try {
            template = PathTemplate.parse(prefix, path);
        } catch (IllegalArgumentException e) {
            notes.add("'" + line(path) + "' was left out: " + e.getMessage());
            return;
        }
        if (template.widened() != null) {
            notes.add("'" + line(path) + "' reads '" + template.pattern() + "' here: " + template.widened());
        }
        item.readOperationsMap()
                .forEach(
                        (method, operation) -> add(new Capability(method.name(), template.pattern()), path, operation));
    }

    private void add(Capability capability, String path, io.swagger.v3.oas.models.Operation operation) {
        Operation before = byCapability.get(capability.text());
        if (before != null) {
            notes.add("'" + capability.method() + " " + line(path) + "' was left out: it reads like that of '"
                    + before.ref().operation() + "'");
            return;
        }
        byCapability.put(
                capability.text(),
                new Operation(
                        new OperationRef(api, name(capability, path, operation.getOperationId())),
                        List.of(capability),
                        1,
                        tag(operation.getTags()),
                        summary(operation.getSummary())));
    }

    private String name(Capability capability, String path, @Nullable String operationId) {
        if (operationId == null || operationId.isBlank()) {
            unnamed++;
            return names.madeFrom(capability.method(), path);
        }
        String name = names.like(operationId);
        if (!name.equals(operationId)) {
            notes.add("operationId '" + line(operationId) + "' is called '" + name + "' here");
        }
        return name;
    }

    List<Operation> operations() {
        return List.copyOf(byCapability.values());
    }

    List<String> notes() {
        List<String> all = new ArrayList<>();
        if (unnamed > 0) {
            all.add(unnamed + (unnamed == 1 ? " operation has" : " operations have")
                    + " no operationId: a name was made from method and path");
        }
        all.addAll(notes);
        return all;
    }

    private static String tag(@Nullable List<String> tags) {
        return tags == null || tags.isEmpty() ? "" : line(tags.getFirst());
    }

    private static String summary(@Nullable String summary) {
        return summary == null ? "" : line(summary);
    }

    /** One line of bounded length, for people. */
    static String line(String text) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return one.length() > LONGEST_LINE ? one.substring(0, LONGEST_LINE - 1) + "…" : one;
    }
}
