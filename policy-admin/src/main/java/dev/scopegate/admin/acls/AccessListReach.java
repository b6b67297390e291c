package dev.scopegate.admin.acls;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller may make of access lists: a token that does not stand for its account hands on no more than it holds. */
public final class AccessListReach {

    private final Caller caller;
    private final Function<OperationRef, Optional<Operation>> operations;

    /**
     * Of one caller.
     *
     * @param operations finds an operation in the catalogues as they will be
     */
    public AccessListReach(Caller caller, Function<OperationRef, Optional<Operation>> operations) {
        this.caller = caller;
        this.operations = operations;
    }

    /** A token must not widen the list that it draws its own power from. */
    public void refuseOwnGround(String list) {
        if (caller.drawsOn(list)) {
            throw refused("a token cannot change the access list that it was issued from");
        }
    }

    /** A token gives the tokens of a list no more than it holds itself. */
    public void refuseWidening(@Nullable List<GrantedCapability> wanted) {
        if (wanted != null && !caller.actsForAccount()) {
            new Delegation(operations).excess(wanted, caller.grant()).ifPresent(excess -> {
                throw refused("a token cannot grant more than it holds");
            });
        }
    }

    /** A token takes no limit away. */
    public void refuseLooserLimits(List<Limit> was, List<Limit> now) {
        boolean tighter = was.stream().allMatch(bound -> now.stream().anyMatch(limit -> limit.isWithin(bound)));
        if (!tighter && !caller.actsForAccount()) {
            throw refused("a token can make the limits of an access list tighter, but not looser");
        }
    }

    private static RefusedException refused(String text) {
        return new RefusedException(Refusal.forbidden(text));
    }
}
