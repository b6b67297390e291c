package dev.scopegate.admin.code;

import dev.scopegate.admin.code.PolicyDocument.DeclaredList;
import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy as {@link PolicyReader} reads it back; the same policy gives the same form. */
final class PolicyForm {

    private PolicyForm() {}

    static Map<String, Object> document(List<AccessList> lists, List<OperationCatalogue> catalogues) {
        Map<String, Object> named = new TreeMap<>();
        lists.forEach(list -> named.put(list.name(), list(list.capabilities(), list.limits())));
        return document(named, catalogues);
    }

    static Map<String, Object> declared(List<DeclaredList> lists, List<OperationCatalogue> catalogues) {
        Map<String, Object> named = new TreeMap<>();
        lists.forEach(list -> named.put(list.name(), list(list.capabilities(), list.limits())));
        return document(named, catalogues);
    }

    private static Map<String, Object> document(Map<String, Object> lists, List<OperationCatalogue> catalogues) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("accessLists", lists);
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

    /** In an order of their own, since the order in which they were given means nothing. */
    static List<Map<String, Object>> limits(Iterable<Limit> limits) {
        List<Map<String, Object>> forms = new ArrayList<>();
        limits.forEach(limit -> forms.add(LimitForm.write(limit)));
        forms.sort(Comparator.comparing(Map::toString));
        return forms;
    }

    private static Map<String, Object> list(List<GrantedCapability> capabilities, List<Limit> limits) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "capabilities",
                capabilities.stream()
                        .map(PolicyForm::capability)
                        .distinct()
                        .sorted(Comparator.comparing(Object::toString))
                        .toList());
        if (!limits.isEmpty()) {
            form.put("limits", limits(limits));
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
