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

    /** The lists that go. */
    List<AccessList> removed() {
        List<AccessList> removed = new ArrayList<>();
        for (ListChange change : lists) {
            if (change.was() != null && change.wanted() == null) {
                removed.add(change.was().value());
            }
        }
        return removed;
    }

    /** The same list with its capabilities and limits in an order of their own, and none of them twice. */
    static AccessList ordered(AccessList list) {
        List<GrantedCapability> capabilities = list.capabilities().stream()
                .map(granted -> new GrantedCapability(granted.capability(), ordered(granted.limits())))
                .distinct()
                .sorted(Comparator.comparing((GrantedCapability granted) ->
                                granted.capability().text())
                        .thenComparing(granted -> granted.limits().toString()))
                .toList();
        return new AccessList(
                list.id(), list.owner(), list.name(), capabilities, ordered(list.limits()), list.createdAt());
    }

    private static List<Limit> ordered(List<Limit> limits) {
        return limits.stream()
                .distinct()
                .sorted(Comparator.comparing(Limit::name).thenComparing(Limit::toString))
                .toList();
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
        return ordered(was).equals(ordered(wanted.as(was.id(), was.owner(), was.createdAt())));
    }

    private static boolean isSame(CatalogueChange change) {
        return change.was() != null
                && Set.copyOf(change.was().value().operations())
                        .equals(Set.copyOf(change.wanted().operations()));
    }
}
