package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the services are: what Ocean's clients read first, made from the catalogue that is in force. */
@Open
@RestController
@Speaks(OceanTokens.API)
final class DiscoveryController {

    private static final String SOFTWARE = "Scopegate";
    /** Of the provider whose API this is. */
    private static final String API_VERSION = "2.1.6";

    private final Catalogues catalogues;
    private final OceanProperties properties;

    DiscoveryController(Catalogues catalogues, OceanProperties properties) {
        this.catalogues = catalogues;
        this.properties = properties;
    }

    @GetMapping("/ocean/discovery")
    Map<String, Object> discovery() {
        Map<String, List<String>> endpoints = new TreeMap<>();
        for (Operation operation : catalogues.of(OceanTokens.API).operations()) {
            operation.capabilities().stream()
                    .filter(capability -> !capability.text().contains("{"))
                    .findFirst()
                    .ifPresent(capability -> endpoints.put(operation.ref().operation(), endpoint(capability)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("software", SOFTWARE);
        document.put("version", API_VERSION);
        document.put("chainIds", properties.providerAddresses().keySet());
        document.put("providerAddresses", properties.providerAddresses());
        document.put("serviceEndpoints", endpoints);
        return document;
    }

    private static List<String> endpoint(Capability capability) {
        return List.of(capability.text().split(" ", 2));
    }
}
