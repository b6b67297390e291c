package dev.scopegate.gateway.authn;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Grant;

/** Who a credential stands for, or why for nobody. */
public sealed interface Authentication {

    /** The credential is known; whether its grant is in force is for the decider to say. */
    record Known(Grant grant) implements Authentication {}

    /** The credential stands for nobody. */
    record Unknown(Reason reason) implements Authentication {}
}
