package dev.scopegate.admin.catalogues;

import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How two versions of a catalogue differ, operation by operation, in the order of their names. */
public record CatalogueChange(
        OperationCatalogue after, List<Operation> added, List<Operation> removed, List<Changed> changed) {

    /** An operation that keeps its name. */
    public record Changed(Operation before, Operation after) {

        /** Whether other calls are calls of it than before. */
        public boolean moves() {
            return !before.capabilities().equals(after.capabilities());
        }
    }

    static CatalogueChange between(OperationCatalogue before, OperationCatalogue after) {
        return new CatalogueChange(
                after,
                missing(after.operations(), before),
                missing(before.operations(), after),
                after.operations().stream()
                        .flatMap(now -> before
                                .find(now.ref().operation())
                                .filter(was -> !was.equals(now))
                                .map(was -> new Changed(was, now))
                                .stream())
                        .sorted(Comparator.comparing(each -> each.after().ref().operation()))
                        .toList());
    }

    private static List<Operation> missing(Collection<Operation> of, OperationCatalogue in) {
        return of.stream()
                .filter(each -> in.find(each.ref().operation()).isEmpty())
                .sorted(Comparator.comparing(each -> each.ref().operation()))
                .toList();
    }

    public int unchanged() {
        return after.operations().size() - added.size() - changed.size();
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /** Operations that go and had to be named: afterwards wildcards take in their paths. */
    public List<Operation> loosened() {
        return removed.stream().filter(Operation::explicit).toList();
    }
}
