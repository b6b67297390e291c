package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Origin;
import dev.scopegate.store.AuditStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps which logins to an account came to nothing, in the audit log beside those that were given. No call waits for it: a
 * refusal takes as long for an account that is there as for one that is not.
 */
public final class LoginTrail {

    private static final Logger LOG = LoggerFactory.getLogger(LoginTrail.class);
    /** Whoever did not prove to be anybody. */
    private static final String SOMEBODY = "unknown";

    private final AuditStream audit;

    public LoginTrail(AuditStream audit) {
        this.audit = audit;
    }

    /** The password was wrong, or the account is locked. */
    public void wrongPassword(String account, Origin origin) {
        note(SOMEBODY, "account.login.refused.password", account, origin);
    }

    /** The first proof was right, and the passkey that the account demands is missing so far. */
    public void halfway(String account, Origin origin) {
        note(account, "account.login.halfway", account, origin);
    }

    /** The first proof was right, and what came for the passkey was not. */
    public void wrongPasskey(String account, Origin origin) {
        note(account, "account.login.refused.passkey", account, origin);
    }

    /** Somebody who had proved nothing before sent what this account's passkey has not signed, or the account is locked. */
    public void strangersPasskey(String account, Origin origin) {
        note(SOMEBODY, "account.login.refused.passkey", account, origin);
    }

    private void note(String actor, String action, String account, Origin origin) {
        audit.note(actor, action, account, origin.address()).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{} of {} could not be written to the audit log: {}", action, account, failure.getMessage());
            }
        });
    }
}
