package dev.scopegate.admin.code;

import dev.scopegate.admin.yaml.Place;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import java.time.Instant;
import java.util.List;

/** What a policy text declares. Every name stands once. */
record PolicyDocument(List<DeclaredList> lists, List<DeclaredCatalogue> catalogues) {

    PolicyDocument {
        lists = List.copyOf(lists);
        catalogues = List.copyOf(catalogues);
    }

    /** An access list as it should be. */
    record DeclaredList(Place place, String name, List<DeclaredCapability> declared, List<Limit> limits) {

        DeclaredList {
            declared = List.copyOf(declared);
            limits = List.copyOf(limits);
        }

        AccessList as(String id, String owner, Instant createdAt) {
            return new AccessList(id, owner, name, capabilities(), limits, createdAt);
        }

        List<GrantedCapability> capabilities() {
            return declared.stream().map(DeclaredCapability::granted).toList();
        }
    }

    record DeclaredCapability(Place place, GrantedCapability granted) {}

    /** All operations that an API should have. */
    record DeclaredCatalogue(Place place, OperationCatalogue catalogue) {}
}
