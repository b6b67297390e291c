package dev.scopegate.policy.capability;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations of one API. A request is a call of one operation: the most specific that matches it. */
public final class OperationCatalogue {

    private static final Comparator<Entry> MOST_SPECIFIC_FIRST = Comparator.<Entry, PathPattern>comparing(
                    entry -> entry.capability().path(), PathPattern::compareSpecificity)
            .thenComparing(entry -> entry.capability().anyMethod());

    private final String api;
    private final Map<String, Operation> byName;
    private final List<Entry> entries;
    /** The entries of each method, those of any method among them. */
    private final Map<String, Index> byMethod;

    private final Index ofAnyMethod;

    private OperationCatalogue(String api, Map<String, Operation> byName, List<Entry> entries) {
        this.api = api;
        this.byName = byName;
        this.entries = entries;
        this.ofAnyMethod = Index.of(entries, Capability::anyMethod);
        this.byMethod = entries.stream()
                .map(entry -> entry.capability().method())
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        method -> method, method -> Index.of(entries, capability -> capability.isFor(method))));
    }

    /**
     * A catalogue of these operations.
     *
     * @throws IllegalArgumentException where a name or a capability stands twice, or an operation is of another API
     */
    public static OperationCatalogue of(String api, Collection<Operation> operations) {
        Map<String, Operation> byName = new LinkedHashMap<>();
        Map<String, Operation> byCapability = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Operation operation : operations) {
            if (!operation.ref().api().equals(api)) {
                throw new IllegalArgumentException(
                        "catalogue '" + api + "' cannot list '" + operation.ref() + "' of another API");
            }
            refuseSecond(api, byName.put(operation.ref().operation(), operation), operation.ref());
            for (Capability capability : operation.capabilities()) {
                refuseSecond(api, byCapability.put(capability.text(), operation), capability);
                entries.add(new Entry(capability, operation));
            }
        }
        entries.sort(MOST_SPECIFIC_FIRST);
        return new OperationCatalogue(api, Map.copyOf(byName), List.copyOf(entries));
    }

    private static void refuseSecond(String api, @Nullable Operation first, Object second) {
        if (first != null) {
            throw new IllegalArgumentException("catalogue '" + api + "' lists '" + second + "' twice");
        }
    }

    public static OperationCatalogue empty(String api) {
        return new OperationCatalogue(api, Map.of(), List.of());
    }

    public String api() {
        return api;
    }

    public Collection<Operation> operations() {
        return byName.values();
    }

    public Optional<Operation> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The operation that the request calls, or null where it calls none of this API. */
    public @Nullable Operation operationCalledBy(AccessRequest request) {
        return byMethod.getOrDefault(request.method(), ofAnyMethod).find(request.path());
    }

    /** The operations that calls by this capability are calls of, the most specific first. */
    public List<Coverage> coverageOf(CapabilityRef ref) {
        return switch (ref) {
            case OperationRef named ->
                named.api().equals(api)
                        ? find(named.operation()).map(Coverage::whole).stream().toList()
                        : List.of();
            case Capability capability ->
                called(capability).stream()
                        .map(operation -> Coverage.of(operation, capability))
                        .toList();
        };
    }

    /** What matches all that the capability covers leaves nothing to what is less specific. */
    private Collection<Operation> called(Capability capability) {
        Set<Operation> called = new LinkedHashSet<>();
        for (Entry entry : entries) {
            if (entry.capability().overlaps(capability)) {
                called.add(entry.operation());
            }
            if (entry.capability().covers(capability)) {
                break;
            }
        }
        return called;
    }

    private record Entry(Capability capability, Operation operation) {}

    /**
     * Entries by what all paths begin with that they match. Of two that match the same path, the one with the longer
     * beginning is the more specific.
     *
     * @param longest characters of a beginning
     */
    private record Index(Map<String, List<Entry>> byBeginning, int longest) {

        static Index of(List<Entry> entries, Predicate<Capability> chosen) {
            Map<String, List<Entry>> byBeginning = entries.stream()
                    .filter(entry -> chosen.test(entry.capability()))
                    .collect(Collectors.groupingBy(
                            entry -> entry.capability().path().beginning(), Collectors.toUnmodifiableList()));
            int longest =
                    byBeginning.keySet().stream().mapToInt(String::length).max().orElse(0);
            return new Index(Map.copyOf(byBeginning), longest);
        }

        /** A path begins with whole segments of itself: all, then one fewer, down to none. */
        @Nullable
        Operation find(CanonicalPath path) {
            String value = path.value();
            for (int end = value.length(); end >= 0; end = value.lastIndexOf('/', end - 1)) {
                Operation found = end > longest ? null : find(path, value.substring(0, end));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        private @Nullable Operation find(CanonicalPath path, String beginning) {
            for (Entry entry : byBeginning.getOrDefault(beginning, List.of())) {
                if (entry.capability().path().matches(path)) {
                    return entry.operation();
                }
            }
            return null;
        }
    }
}
