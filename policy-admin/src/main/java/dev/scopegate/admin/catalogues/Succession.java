package dev.scopegate.admin.catalogues;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a catalogue that follows another. What no document says is taken over: what an operation costs, and that it has to
 * be named, be it by its name or by its calls.
 */
record Succession(OperationCatalogue before) {

    /** A catalogue of these operations; with those of before that neither share a name nor a call with them, if kept. */
    OperationCatalogue of(Collection<Operation> operations, boolean keepMissing) {
        List<Operation> after =
                new ArrayList<>(operations.stream().map(this::successor).toList());
        if (keepMissing) {
            Set<String> taken = new HashSet<>();
            after.forEach(each -> {
                taken.add(each.ref().operation());
                each.capabilities().forEach(call -> taken.add(call.text()));
            });
            before.operations().stream()
                    .filter(each -> !taken.contains(each.ref().operation()))
                    .filter(each ->
                            each.capabilities().stream().map(Capability::text).noneMatch(taken::contains))
                    .forEach(after::add);
        }
        return OperationCatalogue.of(before.api(), after);
    }

    private Operation successor(Operation now) {
        List<Operation> ancestors = before.operations().stream()
                .filter(was -> was.ref().equals(now.ref()) || sharesCall(was, now))
                .toList();
        long cost = ancestors.stream().mapToLong(Operation::cost).max().orElse(now.cost());
        boolean explicit = ancestors.stream().anyMatch(Operation::explicit);
        String summary = now.summary().isEmpty()
                ? before.find(now.ref().operation()).map(Operation::summary).orElse("")
                : now.summary();
        return new Operation(now.ref(), now.capabilities(), cost, now.tag(), summary, explicit);
    }

    private static boolean sharesCall(Operation one, Operation other) {
        return one.capabilities().stream()
                .anyMatch(mine ->
                        other.capabilities().stream().anyMatch(theirs -> mine.covers(theirs) && theirs.covers(mine)));
    }
}
