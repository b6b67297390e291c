package dev.scopegate.admin.code;

import dev.scopegate.admin.code.LiveTokens.Affected;
import dev.scopegate.admin.code.Policies.Outcome;
import dev.scopegate.admin.code.PolicyDiff.CatalogueChange;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a policy changes, as JSON. */
final class DiffForm {

    private DiffForm() {}

    static Map<String, Object> write(Outcome outcome) {
        PolicyDiff diff = outcome.diff();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("state", outcome.state());
        form.put("empty", diff.isEmpty());
        form.put(
                "accessLists",
                diff.lists().stream()
                        .map(change -> change(change, outcome.tokens()))
                        .toList());
        form.put("catalogues", diff.catalogues().stream().map(DiffForm::change).toList());
        form.put("kept", diff.kept().stream().map(AccessList::name).sorted().toList());
        if (outcome.acknowledged() != null) {
            form.put("acknowledged", outcome.acknowledged());
        }
        return form;
    }

    private static Map<String, Object> change(ListChange change, Map<String, Affected> tokens) {
        AccessList was = change.was() == null ? null : change.was().value();
        PolicyDocument.DeclaredList wanted = change.wanted();
        List<GrantedCapability> before = was == null ? List.of() : was.capabilities();
        List<GrantedCapability> after = wanted == null ? List.of() : wanted.capabilities();
        List<Limit> limitsBefore = was == null ? List.of() : was.limits();
        List<Limit> limitsAfter = wanted == null ? List.of() : wanted.limits();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("name", change.name());
        form.put("change", was == null ? "added" : wanted == null ? "removed" : "changed");
        form.put("capabilities", capabilities(before, after));
        if (!Set.copyOf(limitsBefore).equals(Set.copyOf(limitsAfter))) {
            form.put("limits", turn(PolicyForm.limits(limitsBefore), PolicyForm.limits(limitsAfter)));
        }
        if (was != null) {
            form.put("id", was.id());
            putTokens(form, tokens.get(was.id()), wanted == null);
        }
        return form;
    }

    /** Of a list that goes, the tokens that go with it are named too. */
    private static void putTokens(Map<String, Object> form, @Nullable Affected affected, boolean cutOff) {
        if (affected == null) {
            return;
        }
        form.put("tokens", affected.tokens());
        form.put("tokensOrMore", affected.orMore());
        if (cutOff) {
            form.put(
                    "cutOff",
                    affected.newest().stream()
                            .map(token -> Map.of(
                                    "id",
                                    token.id(),
                                    "description",
                                    token.issuance().description()))
                            .toList());
        }
    }

    private static Map<String, Object> capabilities(List<GrantedCapability> before, List<GrantedCapability> after) {
        Map<String, Set<Set<Limit>>> was = PolicyDiff.unordered(before);
        Map<String, Set<Set<Limit>>> is = PolicyDiff.unordered(after);
        List<Object> changed = new ArrayList<>();
        Set<String> both = new TreeSet<>(was.keySet());
        both.retainAll(is.keySet());
        for (String each : both) {
            if (!was.getOrDefault(each, Set.of()).equals(is.getOrDefault(each, Set.of()))) {
                Map<String, Object> form = new LinkedHashMap<>();
                form.put("capability", each);
                form.putAll(turn(limitsOf(each, before), limitsOf(each, after)));
                changed.add(form);
            }
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("added", only(after, was.keySet()));
        form.put("changed", changed);
        form.put("removed", only(before, is.keySet()));
        return form;
    }

    private static List<Map<String, Object>> limitsOf(String capability, List<GrantedCapability> list) {
        return PolicyForm.limits(list.stream()
                .filter(granted -> granted.capability().text().equals(capability))
                .flatMap(granted -> granted.limits().stream())
                .toList());
    }

    private static List<Object> only(List<GrantedCapability> list, Set<String> others) {
        return list.stream()
                .filter(granted -> !others.contains(granted.capability().text()))
                .map(PolicyForm::capability)
                .distinct()
                .toList();
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
