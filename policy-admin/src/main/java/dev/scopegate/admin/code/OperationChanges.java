package dev.scopegate.admin.code;

import dev.scopegate.admin.code.PolicyDiff.CatalogueChange;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Names of the operations of one catalogue that are new, read otherwise, or gone. */
record OperationChanges(Set<String> added, Set<String> changed, Set<String> removed) {

    static OperationChanges of(CatalogueChange change) {
        Set<Operation> before = change.was() == null
                ? Set.of()
                : Set.copyOf(change.was().value().operations());
        Collection<Operation> after = change.wanted().operations();
        Set<String> was = names(before);
        Set<String> is = names(after);
        Set<String> changed = names(after.stream()
                .filter(each -> !before.contains(each))
                .filter(each -> was.contains(each.ref().operation()))
                .toList());
        return new OperationChanges(without(is, was::contains), changed, without(was, is::contains));
    }

    /** What of the catalogue before is not so any more. */
    OperationCatalogue left(OperationCatalogue before) {
        return only(before, name -> changed.contains(name) || removed.contains(name));
    }

    /** What of the catalogue after was not so before. */
    OperationCatalogue entered(OperationCatalogue after) {
        return only(after, name -> changed.contains(name) || added.contains(name));
    }

    private static OperationCatalogue only(OperationCatalogue catalogue, Predicate<String> meant) {
        return OperationCatalogue.of(
                catalogue.api(),
                catalogue.operations().stream()
                        .filter(each -> meant.test(each.ref().operation()))
                        .toList());
    }

    private static Set<String> names(Collection<Operation> operations) {
        return operations.stream().map(each -> each.ref().operation()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> names, Predicate<String> known) {
        return names.stream().filter(known.negate()).collect(Collectors.toCollection(TreeSet::new));
    }
}
