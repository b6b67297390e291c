package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.catalogues.CatalogueImport.Preview;
import dev.scopegate.admin.catalogues.Dependents.Dependent;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Catalogues and imports as this app's own API writes them. */
final class CatalogueJson {

    private CatalogueJson() {}

    static Map<String, Object> summary(OperationCatalogue catalogue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api", catalogue.api());
        json.put("operations", catalogue.operations().size());
        return json;
    }

    static Map<String, Object> write(OperationCatalogue catalogue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api", catalogue.api());
        json.put(
                "operations",
                operations(catalogue.operations().stream()
                        .sorted(Comparator.comparing(each -> each.ref().operation()))
                        .toList()));
        return json;
    }

    static Map<String, Object> write(Preview preview) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", preview.title());
        json.put("prefix", preview.prefix());
        json.put("etag", preview.tag().header());
        json.putAll(write(preview.change()));
        json.put("notes", preview.notes());
        json.put("accessLists", preview.dependents().listCount());
        json.put("someAccessLists", dependents(preview.dependents().lists()));
        json.put("tokens", preview.dependents().tokenCount());
        json.put("someTokens", dependents(preview.dependents().tokens()));
        return json;
    }

    static Map<String, Object> write(CatalogueChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api", change.after().api());
        json.put("added", operations(change.added()));
        json.put("removed", operations(change.removed()));
        json.put(
                "changed",
                change.changed().stream()
                        .map(each -> Map.of("before", operation(each.before()), "after", operation(each.after())))
                        .toList());
        json.put("unchanged", change.unchanged());
        return json;
    }

    private static List<Map<String, Object>> operations(Collection<Operation> operations) {
        return operations.stream().map(CatalogueJson::operation).toList();
    }

    private static Map<String, Object> operation(Operation operation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", operation.ref().operation());
        json.put(
                "match", operation.capabilities().stream().map(Capability::text).toList());
        json.put("tag", operation.tag());
        json.put("summary", operation.summary());
        json.put("cost", operation.cost());
        json.put("explicit", operation.explicit());
        return json;
    }

    private static List<Map<String, Object>> dependents(List<Dependent> dependents) {
        return dependents.stream()
                .map(each -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("id", each.id());
                    json.put("name", each.name());
                    json.put("owner", each.owner());
                    json.put(
                            "operations",
                            each.names().stream().map(OperationRef::text).toList());
                    return json;
                })
                .toList();
    }
}
