package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AccountProfile;
import org.jspecify.annotations.Nullable;

/**
 * Has whoever sits at an open session prove again that the account is his, by its password or by a passkey of it, before
 * something that would keep others in, or him out.
 */
public interface FreshProof {

    /**
     * Checks a proof; it is good for this login alone, and a passkey's once.
     *
     * @param proof {@code {"password"}}, or what a passkey has signed; null for none
     * @throws RefusedException 403 where it is none, 400 where it is wrong
     */
    void check(Caller caller, @Nullable Body proof);

    /**
     * The same for an account that has something to prove itself by.
     *
     * @return whether something was proved
     */
    default boolean checkWhereAsked(Caller caller, AccountProfile profile, @Nullable Body proof) {
        boolean asked = isAsked(profile);
        if (asked) {
            check(caller, proof);
        }
        return asked;
    }

    /** Whether the account has a password or a passkey: what has neither is never asked. */
    static boolean isAsked(AccountProfile profile) {
        return profile.passwordHash() != null || hasPasskey(profile);
    }

    static boolean hasPasskey(AccountProfile profile) {
        return profile.identities().stream()
                .anyMatch(identity -> identity.scheme().equals(SecondFactor.PASSKEY));
    }

    static RefusedException missing() {
        return new RefusedException(Refusal.of(
                403, "proof_required", "This needs the account's password, or what its passkey signs for this."));
    }
}
