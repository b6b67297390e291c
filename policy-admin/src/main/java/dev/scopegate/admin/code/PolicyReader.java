package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.code.PolicyDocument.DeclaredCapability;
import dev.scopegate.admin.code.PolicyDocument.DeclaredCatalogue;
import dev.scopegate.admin.code.PolicyDocument.DeclaredList;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.operations.CatalogueFile;
import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.yaml.Faults;
import dev.scopegate.admin.yaml.Part;
import dev.scopegate.admin.yaml.Part.Mapping;
import dev.scopegate.admin.yaml.Part.Sequence;
import dev.scopegate.admin.yaml.Place;
import dev.scopegate.admin.yaml.YamlText;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy as people write it, in one YAML document or several:
 *
 * <pre>{@code
 * accessLists:
 *   dashboard:
 *     capabilities:
 *       - demo:hello
 *       - capability: GET /orders/*
 *         limits: [{ type: calls, max: 100, per: day }]
 *     limits: [{ type: concurrency, calls: 5 }]
 * catalogues:
 *   - api: demo
 *     operations:
 *       hello: { match: [GET /demo/hello], summary: say hello }
 * }</pre>
 */
final class PolicyReader {

    private static final int MOST_OPERATIONS = 5_000;

    private final Faults faults;
    private final Map<String, DeclaredList> lists = new LinkedHashMap<>();
    private final Map<String, DeclaredCatalogue> catalogues = new LinkedHashMap<>();

    private PolicyReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * Reads all documents of a text as one policy.
     *
     * @param faults takes all that is wrong; what is read then is no policy
     */
    static PolicyDocument read(String text, Faults faults) {
        PolicyReader reader = new PolicyReader(faults);
        YamlText.read(text, faults).forEach(reader::document);
        if (reader.lists.size() > AccessLists.MOST) {
            faults.add(
                    Place.START,
                    "policy may have at most " + AccessLists.MOST + " access lists, but has " + reader.lists.size());
        }
        return new PolicyDocument(List.copyOf(reader.lists.values()), List.copyOf(reader.catalogues.values()));
    }

    private void document(Part part) {
        Mapping document = mapping(part, "policy", Set.of("accessLists", "catalogues"));
        Part declared = document.members().get("accessLists");
        if (declared != null) {
            any(declared, "accessLists").members().forEach(this::list);
        }
        for (Part each : items(document.members().get("catalogues"), "catalogues")) {
            catalogue(each);
        }
    }

    private void list(String name, Part part) {
        faults.noting(part.place(), () -> AccessLists.name(name));
        Mapping body = mapping(part, "access list", Set.of("capabilities", "limits"));
        Part listed = body.members().get("capabilities");
        if (listed == null && part instanceof Mapping) {
            faults.add(part.place(), "access list must have 'capabilities', but has none; [] allows nothing");
        }
        List<DeclaredCapability> capabilities = new ArrayList<>();
        Set<GrantedCapability> seen = new HashSet<>();
        for (Part each : items(listed, "capabilities")) {
            GrantedCapability granted = capability(each);
            if (granted != null) {
                capabilities.add(new DeclaredCapability(each.place(), granted));
                if (!seen.add(granted)) {
                    faults.add(each.place(), "'" + granted.capability() + "' must stand once, but stands twice");
                }
            }
        }
        faults.noting(part.place(), () -> {
            TokenForm.refuseTooMany(capabilities.size());
            return name;
        });
        DeclaredList list = new DeclaredList(
                part.place(), name, capabilities, limits(body.members().get("limits")));
        if (lists.put(name, list) != null) {
            faults.add(part.place(), "access list '" + name + "' must stand once, but stands twice");
        }
    }

    private @Nullable GrantedCapability capability(Part part) {
        if (part.plain() instanceof String text) {
            CapabilityRef ref = faults.noting(part.place(), () -> TokenForm.ref(text));
            return ref == null ? null : new GrantedCapability(ref, List.of());
        }
        if (!(part instanceof Mapping)) {
            faults.add(
                    part.place(),
                    "capability must be 'api:operation', 'METHOD /path' or a mapping, but was " + part.kind());
            return null;
        }
        Mapping body = mapping(part, "capability", Set.of("capability", "limits"));
        CapabilityRef ref = faults.noting(
                part.place(), () -> TokenForm.ref(Body.of(body.plain()).text("capability")));
        List<Limit> limits = limits(body.members().get("limits"));
        return ref == null ? null : new GrantedCapability(ref, limits);
    }

    private List<Limit> limits(@Nullable Part part) {
        List<Limit> limits = new ArrayList<>();
        List<Part> items = items(part, "limits");
        if (part != null && items.size() > LimitForm.MOST) {
            faults.add(
                    part.place(),
                    "at most " + LimitForm.MOST + " limits may stand together, but there are " + items.size());
        }
        for (Part each : items) {
            if (each instanceof Mapping limit) {
                List<Limit> read = faults.noting(each.place(), () -> LimitForm.parse(List.of(Body.of(limit.plain()))));
                limits.addAll(read == null ? List.of() : read);
            } else {
                faults.add(each.place(), "limit must be a mapping, but was " + each.kind());
            }
        }
        return limits;
    }

    private void catalogue(Part part) {
        Mapping body = mapping(part, "catalogue", Set.of("api", "operations"));
        String api = part instanceof Mapping
                ? faults.noting(
                        part.place(), () -> CatalogueFile.api(body.plain().get("api")))
                : null;
        Part listed = body.members().get("operations");
        if (listed == null && part instanceof Mapping) {
            faults.add(part.place(), "catalogue must have 'operations', but has none");
        }
        if (api == null || listed == null) {
            return;
        }
        List<Operation> operations = new ArrayList<>();
        any(listed, "operations").members().forEach((name, row) -> {
            Operation read = faults.noting(row.place(), () -> CatalogueFile.operation(api, name, row.plain()));
            if (read != null) {
                operations.add(read);
            }
        });
        if (operations.size() > MOST_OPERATIONS) {
            faults.add(listed.place(), "catalogue may have at most " + MOST_OPERATIONS + " operations, but has more");
        }
        OperationCatalogue catalogue = faults.noting(part.place(), () -> OperationCatalogue.of(api, operations));
        if (catalogue != null && catalogues.put(api, new DeclaredCatalogue(part.place(), catalogue)) != null) {
            faults.add(part.place(), "catalogue '" + api + "' must stand once, but stands twice");
        }
    }

    /** What is misspelt would otherwise be a limit or a list that is not there. */
    private Mapping mapping(Part part, String what, Set<String> known) {
        Mapping mapping = any(part, what);
        mapping.members().forEach((name, value) -> {
            if (!known.contains(name)) {
                faults.add(
                        value.place(),
                        what + " may have " + known.stream().sorted().toList() + ", but has '" + name + "'");
            }
        });
        return mapping;
    }

    private Mapping any(Part part, String what) {
        if (part instanceof Mapping mapping) {
            return mapping;
        }
        faults.add(part.place(), what + " must be a mapping, but was " + part.kind());
        return new Mapping(part.place(), Map.of());
    }

    private List<Part> items(@Nullable Part part, String what) {
        if (part == null) {
            return List.of();
        }
        if (part instanceof Sequence sequence) {
            return sequence.items();
        }
        faults.add(part.place(), what + " must be a list, but was " + part.kind());
        return List.of();
    }
}
