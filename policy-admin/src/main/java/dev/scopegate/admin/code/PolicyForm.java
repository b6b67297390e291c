package dev.scopegate.admin.code;

import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy as {@link PolicyReader} reads it back; the same policy gives the same form. */
final class PolicyForm {

    private PolicyForm() {}

    static Map<String, Object> document(List<AccessList> lists, List<OperationCatalogue> catalogues) {
        Map<String, Object> byName = new TreeMap<>();
        lists.forEach(list -> byName.put(list.name(), list(PolicyDiff.ordered(list))));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("accessLists", byName);
        if (!catalogues.isEmpty()) {
            Map<String, Object> byApi = new TreeMap<>();
            catalogues.forEach(catalogue -> byApi.put(catalogue.api(), catalogue(catalogue)));
            form.put("catalogues", List.copyOf(byApi.values()));
        }
        return form;
    }

    static Object capability(GrantedCapability granted) {
        if (granted.limits().isEmpty()) {
            return granted.capability().text();
        }
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("capability", granted.capability().text());
        form.put("limits", limits(granted.limits()));
        return form;
    }

    static List<Map<String, Object>> limits(List<Limit> limits) {
        return limits.stream().map(LimitForm::write).toList();
    }

    private static Map<String, Object> list(AccessList list) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "capabilities",
                list.capabilities().stream().map(PolicyForm::capability).toList());
        if (!list.limits().isEmpty()) {
            form.put("limits", limits(list.limits()));
        }
        return form;
    }

    private static Map<String, Object> catalogue(OperationCatalogue catalogue) {
        Map<String, Object> operations = new TreeMap<>();
        catalogue.operations().forEach(each -> operations.put(each.ref().operation(), operation(each)));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("api", catalogue.api());
        form.put("operations", operations);
        return form;
    }

    private static Map<String, Object> operation(Operation operation) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "match", operation.capabilities().stream().map(Capability::text).toList());
        if (operation.explicit()) {
            form.put("explicit", true);
        }
        if (operation.cost() != 1) {
            form.put("cost", operation.cost());
        }
        if (!operation.tag().isEmpty()) {
            form.put("tag", operation.tag());
        }
        if (!operation.summary().isEmpty()) {
            form.put("summary", operation.summary());
        }
        return form;
    }
}
