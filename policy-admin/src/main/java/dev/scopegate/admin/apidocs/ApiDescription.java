package dev.scopegate.admin.apidocs;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says of each call which operation of the catalogue it is: the catalogue names, groups and describes the operations that
 * tokens are judged by, so that nothing of it is written twice.
 */
final class ApiDescription implements OpenApiCustomizer {

    private static final String API = "scopegate";

    private final Catalogues catalogues;
    private final RequestBodies bodies;

    ApiDescription(Catalogues catalogues, RequestBodies bodies) {
        this.catalogues = catalogues;
        this.bodies = bodies;
    }

    @Override
    public void customise(OpenAPI document) {
        Map<String, Operation> byCall = new HashMap<>();
        for (Operation operation : catalogues.of(API).operations()) {
            for (Capability capability : operation.capabilities()) {
                byCall.put(unnamed(capability.text()), operation);
            }
        }
        document.getPaths().forEach((path, item) -> name(path, item, byCall));
    }

    private void name(String path, PathItem item, Map<String, Operation> byCall) {
        item.readOperationsMap().forEach((method, call) -> {
            Operation operation = byCall.get(unnamed(method + " " + path));
            if (operation == null) {
                return;
            }
            String name = operation.ref().operation();
            call.setOperationId(name);
            call.setTags(List.of(operation.tag()));
            call.setSummary(operation.summary());
            call.setDescription(
                    operation.explicit()
                            ? "Needs a capability that names `" + operation.ref() + "`: a wildcard does not cover it."
                            : "Needs a capability that covers `" + operation.ref() + "`.");
            bodies.find(name).ifPresent(call::setRequestBody);
        });
    }

    /** Two spellings of a path may call its variables differently. */
    private static String unnamed(String call) {
        return call.replaceAll("\\{[^}]*}", "*");
    }
}
