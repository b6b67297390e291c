package dev.scopegate.gateway.enforce;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.store.Tab;

/** A call that its grant permits, with what it has to be charged to. */
record Admitted(Inbound in, AccessRequest asked, Presented presented, Grant grant, Permit permit, Tab tab) {

    String operationName() {
        Operation operation = permit.operation();
        return operation == null ? "" : operation.ref().text();
    }
}
