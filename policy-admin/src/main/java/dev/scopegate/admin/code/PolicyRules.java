package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessListReach;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.admin.code.PolicyDocument.DeclaredCapability;
import dev.scopegate.admin.code.PolicyDocument.DeclaredCatalogue;
import dev.scopegate.admin.code.PolicyDocument.DeclaredList;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.yaml.Faults;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.store.Stored;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a policy must keep to beside its form: the catalogues as they would be, and the reach of the caller. */
final class PolicyRules {

    private final Caller caller;
    private final PolicyState state;
    private final PolicyDocument document;
    private final Map<String, OperationCatalogue> catalogues = new HashMap<>();

    PolicyRules(Caller caller, PolicyState state, PolicyDocument document) {
        this.caller = caller;
        this.state = state;
        this.document = document;
        state.byApi().forEach((api, held) -> catalogues.put(api, held.value()));
        document.catalogues().stream()
                .map(DeclaredCatalogue::catalogue)
                .forEach(wanted -> catalogues.put(wanted.api(), wanted));
    }

    /** An operation that no catalogue lists any more may stay in a list that holds it, and may enter none. */
    void note(Faults faults) {
        Map<String, List<Stored<AccessList>>> held = state.byName();
        for (DeclaredList list : document.lists()) {
            List<Stored<AccessList>> same = held.getOrDefault(list.name(), List.of());
            if (same.size() > 1) {
                faults.add(list.place(), Policies.ambiguous(list.name(), same));
            }
            Set<CapabilityRef> stay = same.stream()
                    .flatMap(each -> each.value().capabilities().stream())
                    .map(GrantedCapability::capability)
                    .collect(Collectors.toSet());
            for (DeclaredCapability declared : list.declared()) {
                if (declared.granted().capability() instanceof OperationRef ref
                        && !stay.contains(ref)
                        && find(ref).isEmpty()) {
                    faults.add(declared.place(), "operation must be listed in a catalogue, but '" + ref + "' is not");
                }
            }
        }
    }

    /** A caller changes no more than it could change list by list. */
    void refuseReach(PolicyDiff diff) {
        if (!document.catalogues().isEmpty() && !caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("only an administrator may set catalogues"));
        }
        AccessListReach reach = new AccessListReach(caller, this::find);
        for (ListChange change : diff.lists()) {
            AccessList was = change.was() == null ? null : change.was().value();
            DeclaredList wanted = change.wanted();
            if (was != null) {
                reach.refuseOwnGround(was.id());
            }
            if (wanted != null) {
                reach.refuseWidening(wanted.capabilities());
                reach.refuseLooserLimits(was == null ? List.of() : was.limits(), wanted.limits());
            }
        }
    }

    private Optional<Operation> find(OperationRef ref) {
        OperationCatalogue catalogue = catalogues.get(ref.api());
        return catalogue == null ? Optional.empty() : catalogue.find(ref.operation());
    }
}
