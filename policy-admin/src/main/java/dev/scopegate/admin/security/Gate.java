package dev.scopegate.admin.security;

import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Tab;
import org.jspecify.annotations.Nullable;

/** Judges a call of this app by the same decider, catalogues and limits that the gateway judges by. */
public final class Gate {

    private final Decider decider;
    private final Catalogues catalogues;
    private final LimitLedger ledger;
    private final Ids ids;

    public Gate(Decider decider, Catalogues catalogues, LimitLedger ledger, Ids ids) {
        this.decider = decider;
        this.catalogues = catalogues;
        this.ledger = ledger;
        this.ids = ids;
    }

    /** What the call is to be charged to, once it may pass. */
    Verdict judge(AccessRequest request, Grant grant) {
        Decision decision = decider.decide(request, grant, catalogues.of(request.api()));
        String id = ids.decision();
        return switch (decision) {
            case Deny deny -> new Verdict(id, decision, Refusal.of(deny), null);
            case Permit permit -> charge(id, permit, grant);
        };
    }

    /**
     * Whether a caller whom the gateway vouches for may pass. The gateway has judged and charged the call; what can have
     * changed since, or been replayed for another operation, is looked at again.
     */
    void confirm(AccessRequest request, Grant grant, @Nullable String operation) {
        switch (grant.standing()) {
            case REVOKED -> throw refused(Reason.REVOKED_TOKEN);
            case DISABLED -> throw refused(Reason.DISABLED_TOKEN);
            case ACTIVE -> {
                if (!grant.validity().hasBegunBy(request.at())) {
                    throw refused(Reason.NOT_YET_VALID);
                }
                if (grant.validity().hasEndedBy(request.at())) {
                    throw refused(Reason.EXPIRED_TOKEN);
                }
            }
        }
        var called = catalogues.of(request.api()).operationCalledBy(request);
        if (operation != null && (called == null || !called.ref().text().equals(operation))) {
            throw refused(Reason.NO_CAPABILITY);
        }
    }

    /** Whether the call would be permitted, limits aside; charges nothing. */
    boolean wouldPermit(AccessRequest request, Grant grant) {
        return decider.decide(request, grant, catalogues.of(request.api())) instanceof Permit;
    }

    /** Keeps what an open call holds. */
    void renew(Tab tab) {
        Reply.of(ledger.renew(tab));
    }

    void release(Tab tab) {
        Reply.of(ledger.release(tab));
    }

    private Verdict charge(String id, Permit permit, Grant grant) {
        Tab tab = new Tab(grant.account(), id, permit.due(), permit.cost());
        return switch (Reply.of(ledger.charge(tab))) {
            case Charge.Accepted accepted -> new Verdict(id, permit, null, leases(tab) ? tab : null);
            case Charge.Refused refused -> {
                Reason reason = Reason.of(refused.refusedBy().limit());
                Deny deny = new Deny(reason, permit.operation(), null, "");
                yield new Verdict(id, deny, Refusal.of(reason).after(refused.retryAfter()), null);
            }
        };
    }

    private static boolean leases(Tab tab) {
        return tab.meters().stream().anyMatch(meter -> meter.limit() instanceof Concurrency);
    }

    static RefusedException refused(Reason reason) {
        return new RefusedException(Refusal.of(reason));
    }

    /**
     * A decision with what follows from it.
     *
     * @param refusal what the caller is told; null where the call may pass
     * @param lease what must be given back after the call; null where nothing
     */
    record Verdict(
            String id,
            Decision decision,
            @Nullable Refusal refusal,
            @Nullable Tab lease) {}
}
