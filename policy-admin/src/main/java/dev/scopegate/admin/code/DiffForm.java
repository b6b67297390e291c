package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessListChange;
import dev.scopegate.admin.acls.AccessListReviews.Impact;
import dev.scopegate.admin.code.Policies.Outcome;
import dev.scopegate.admin.code.PolicyDiff.CatalogueChange;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.store.AccessListUse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a policy changes, as JSON. */
final class DiffForm {

    private DiffForm() {}

    static Map<String, Object> write(Outcome outcome) {
        PolicyDiff diff = outcome.diff();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("state", outcome.state().value());
        form.put("empty", diff.isEmpty());
        form.put(
                "accessLists",
                diff.lists().stream().map(change -> change(change, outcome)).toList());
        form.put("catalogues", diff.catalogues().stream().map(DiffForm::change).toList());
        form.put("kept", diff.kept().stream().map(AccessList::name).sorted().toList());
        if (outcome.acknowledged() != null) {
            form.put("acknowledged", outcome.acknowledged());
        }
        return form;
    }

    private static Map<String, Object> change(ListChange change, Outcome outcome) {
        AccessList was = change.was() == null ? null : change.was().value();
        AccessListChange compared = compare(was, change);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", change.name());
        form.put("change", was == null ? "added" : change.wanted() == null ? "removed" : "changed");
        form.put("capabilities", capabilities(compared));
        if (compared.limitsChange()) {
            form.put(
                    "limits",
                    turn(
                            PolicyForm.limits(compared.before().limits()),
                            PolicyForm.limits(compared.after().limits())));
        }
        if (was != null) {
            form.put("id", was.id());
            putTokens(form, outcome.uses().get(was.id()));
            putCutOff(form, outcome.impacts().get(was.id()));
        }
        return form;
    }

    /** What is not there yet, or no more, is compared as an empty list. */
    private static AccessListChange compare(@Nullable AccessList was, ListChange change) {
        AccessList none = new AccessList("", "", change.name(), List.of(), List.of(), Instant.EPOCH);
        AccessList wanted = change.wanted() == null ? none : change.wanted().as("", "", Instant.EPOCH);
        return AccessListChange.between(PolicyDiff.ordered(was == null ? none : was), PolicyDiff.ordered(wanted));
    }

    private static Map<String, Object> capabilities(AccessListChange change) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("added", change.added().stream().map(PolicyForm::capability).toList());
        form.put(
                "changed",
                change.changed().stream()
                        .map(other -> {
                            Map<String, Object> turned =
                                    turn(PolicyForm.limits(other.before()), PolicyForm.limits(other.after()));
                            turned.put("capability", other.capability().text());
                            return turned;
                        })
                        .toList());
        form.put(
                "removed", change.removed().stream().map(PolicyForm::capability).toList());
        return form;
    }

    private static void putTokens(Map<String, Object> form, @Nullable AccessListUse use) {
        if (use != null) {
            form.put("tokens", use.tokens());
        }
    }

    /** Of a list that goes, what goes with it. */
    private static void putCutOff(Map<String, Object> form, @Nullable Impact impact) {
        if (impact != null) {
            form.put("children", impact.children());
            form.put("childrenAllCounted", impact.allCounted());
            form.put(
                    "cutOff",
                    impact.newest().stream()
                            .map(token -> Map.of(
                                    "id",
                                    token.id(),
                                    "description",
                                    token.issuance().description()))
                            .toList());
        }
    }

    private static Map<String, Object> turn(Object before, Object after) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("before", before);
        form.put("after", after);
        return form;
    }

    private static Map<String, Object> change(CatalogueChange change) {
        OperationChanges operations = OperationChanges.of(change);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("api", change.wanted().api());
        form.put("change", change.was() == null ? "added" : "changed");
        form.put("added", operations.added());
        form.put("changed", operations.changed());
        form.put("removed", operations.removed());
        return form;
    }
}
