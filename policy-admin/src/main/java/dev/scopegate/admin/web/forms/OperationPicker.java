package dev.scopegate.admin.web.forms;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operations of all catalogues, by API and tag, to tick. */
public record OperationPicker(List<Api> apis) {

    private static final Comparator<String> UNGROUPED_LAST =
            Comparator.comparing(String::isEmpty).thenComparing(Comparator.naturalOrder());

    /** All operations of one API. */
    public record Api(String name, List<Tag> tags, long picked, long operations) {}

    /** Those that an API's documentation puts together; the name is empty where it names no group. */
    public record Tag(String name, List<Choice> choices) {}

    /** One operation to tick. */
    public record Choice(Operation operation, boolean picked) {

        public String text() {
            return operation.ref().text();
        }

        public String name() {
            return operation.ref().operation();
        }

        public List<Capability> calls() {
            return operation.capabilities();
        }

        /** What a search looks in. */
        public String searched() {
            return name() + " " + operation.tag() + " " + operation.summary() + " "
                    + calls().stream().map(Capability::text).collect(Collectors.joining(" "));
        }
    }

    public static OperationPicker of(Collection<OperationCatalogue> catalogues, Set<String> picked) {
        return new OperationPicker(
                catalogues.stream().map(catalogue -> api(catalogue, picked)).toList());
    }

    /** The operations of one catalogue, in an order that people can follow. */
    public static Api api(OperationCatalogue catalogue, Set<String> picked) {
        Map<String, List<Choice>> byTag = catalogue.operations().stream()
                .sorted(Comparator.comparing(OperationPicker::firstPath)
                        .thenComparing(operation -> operation.ref().operation()))
                .map(operation ->
                        new Choice(operation, picked.contains(operation.ref().text())))
                .collect(Collectors.groupingBy(
                        choice -> choice.operation().tag(), () -> new TreeMap<>(UNGROUPED_LAST), Collectors.toList()));
        List<Tag> tags = byTag.entrySet().stream()
                .map(entry -> new Tag(entry.getKey(), entry.getValue()))
                .toList();
        long ticked = tags.stream()
                .flatMap(tag -> tag.choices().stream())
                .filter(Choice::picked)
                .count();
        return new Api(catalogue.api(), tags, ticked, catalogue.operations().size());
    }

    private static String firstPath(Operation operation) {
        return operation.capabilities().getFirst().path().toString();
    }
}
