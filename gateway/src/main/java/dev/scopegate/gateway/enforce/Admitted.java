package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.limit.LimitGate;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.store.Tab;

/** A call that its grant permits, with what it has to be charged to. */
record Admitted(Inbound in, AccessRequest asked, Presented presented, Grant grant, Permit permit, Tab tab) {

    /** The same; its place among those in flight is given up before the last bytes of its answer are written. */
    Admitted givingUpPlaceBy(Runnable release) {
        if (!LimitGate.isHeld(tab)) {
            return this;
        }
        return new Admitted(in.tellingOfLastBytes(release), asked, presented, grant, permit, tab);
    }

    String operationName() {
        Operation operation = permit.operation();
        return operation == null ? "" : operation.ref().text();
    }
}
