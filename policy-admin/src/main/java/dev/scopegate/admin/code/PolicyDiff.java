package dev.scopegate.admin.code;

import dev.scopegate.admin.code.PolicyDocument.DeclaredCatalogue;
import dev.scopegate.admin.code.PolicyDocument.DeclaredList;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would have to change for a policy to be in force. The order of capabilities and limits means nothing, so it is
 * nothing that changes.
 *
 * @param kept lists that the policy does not name and that stay
 */
record PolicyDiff(List<ListChange> lists, List<CatalogueChange> catalogues, List<AccessList> kept) {

    /**
     * One access list that changes.
     *
     * @param was null where it is new
     * @param wanted null where it is removed
     */
    record ListChange(
            String name,
            @Nullable Stored<AccessList> was,
            @Nullable DeclaredList wanted) {}

    /**
     * One catalogue that changes.
     *
     * @param was null where it is new
     */
    record CatalogueChange(@Nullable Stored<OperationCatalogue> was, OperationCatalogue wanted) {}

    /**
     * Compares.
     *
     * @param prune whether lists that the policy does not name are removed
     */
    static PolicyDiff between(PolicyState state, PolicyDocument document, boolean prune) {
        List<ListChange> lists = new ArrayList<>();
        List<AccessList> kept = new ArrayList<>();
        Map<String, List<Stored<AccessList>>> held = state.byName();
        Set<String> named = new HashSet<>();
        for (DeclaredList wanted : document.lists()) {
            named.add(wanted.name());
            Stored<AccessList> was = held.getOrDefault(wanted.name(), List.of()).stream()
                    .findFirst()
                    .orElse(null);
            if (was == null || !isSame(was.value(), wanted)) {
                lists.add(new ListChange(wanted.name(), was, wanted));
            }
        }
        for (Stored<AccessList> each : state.lists()) {
            if (!named.contains(each.value().name())) {
                if (prune) {
                    lists.add(new ListChange(each.value().name(), each, null));
                } else {
                    kept.add(each.value());
                }
            }
        }
        lists.sort(Comparator.comparing(ListChange::name));
        return new PolicyDiff(List.copyOf(lists), catalogues(state, document), List.copyOf(kept));
    }

    boolean isEmpty() {
        return lists.isEmpty() && catalogues.isEmpty();
    }

    private static List<CatalogueChange> catalogues(PolicyState state, PolicyDocument document) {
        Map<String, Stored<OperationCatalogue>> held = state.byApi();
        return document.catalogues().stream()
                .map(DeclaredCatalogue::catalogue)
                .map(wanted -> new CatalogueChange(held.get(wanted.api()), wanted))
                .filter(change -> !isSame(change))
                .toList();
    }

    private static boolean isSame(AccessList was, DeclaredList wanted) {
        return unordered(was.capabilities()).equals(unordered(wanted.capabilities()))
                && Set.copyOf(was.limits()).equals(Set.copyOf(wanted.limits()));
    }

    private static boolean isSame(CatalogueChange change) {
        return change.was() != null
                && Set.copyOf(change.was().value().operations())
                        .equals(Set.copyOf(change.wanted().operations()));
    }

    /** Each capability with each of the sets of limits that it stands there with. */
    static Map<String, Set<Set<Limit>>> unordered(List<GrantedCapability> capabilities) {
        return capabilities.stream()
                .collect(Collectors.groupingBy(
                        granted -> granted.capability().text(),
                        Collectors.mapping(granted -> Set.copyOf(granted.limits()), Collectors.toSet())));
    }
}
