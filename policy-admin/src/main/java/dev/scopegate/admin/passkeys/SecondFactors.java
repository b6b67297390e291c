package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has an account ask for its passkey at every login, or ask no more. Whoever merely sits at an open session must
 * neither lock the owner out by it nor take it off: both need a fresh proof, by a passkey or by the password.
 */
public final class SecondFactors {

    private final Registry registry;
    private final PolicyChanges changes;
    private final FreshProofs proofs;
    private final AccountDirectory directory;
    private final InstantSource clock;

    SecondFactors(
            Registry registry,
            PolicyChanges changes,
            FreshProofs proofs,
            AccountDirectory directory,
            InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.proofs = proofs;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * From now on every login is asked for a passkey of the account. Logins that are open stay.
     *
     * @param proof as {@link FreshProof} has it
     * @throws RefusedException 409 where it has none, 403 or 400 where the proof is missing or wrong
     */
    public void demand(Caller caller, @Nullable Body proof) {
        Identities.requireOwner(caller);
        requirePasskey(profile(caller.account().id()).value());
        proofs.check(caller, proof);
        write(caller, caller.account().id(), true);
    }

    /**
     * From now on no login is asked for a passkey.
     *
     * @param proof as {@link FreshProof} has it
     * @throws RefusedException 403 or 400 where the proof is missing or wrong
     */
    public void end(Caller caller, @Nullable Body proof) {
        Identities.requireOwner(caller);
        proofs.check(caller, proof);
        write(caller, caller.account().id(), false);
    }

    /** The same for somebody who has lost his passkeys, by one who manages users. */
    public void endFor(Caller caller, String account) {
        write(caller, directory.reach(caller, account).value().id(), false);
    }

    /** What a browser's {@code navigator.credentials.get} is to be given for a proof that is good for this login alone. */
    public Map<String, Object> challenge(Caller caller) {
        Identities.requireOwner(caller);
        return proofs.challenge(caller);
    }

    private void write(Caller caller, String account, boolean demanded) {
        changes.write(() -> {
            Stored<AccountProfile> held = profile(account);
            if (demanded) {
                requirePasskey(held.value());
            }
            AccountProfile now = SecondFactor.demanded(held.value(), demanded, clock.instant());
            return new Draft<>(
                    Commit.by(caller.account().id(), "account.second-factor", Subjects.account(account))
                            .from(caller.origin().address())
                            .unchanged(held)
                            .put(now)
                            .before(audited(held.value()))
                            .after(audited(now)),
                    now);
        });
    }

    private static void requirePasskey(AccountProfile profile) {
        if (!FreshProof.hasPasskey(profile)) {
            throw new RefusedException(
                    Refusal.of(409, "no_passkey", "The account has no passkey: add one before it is asked for."));
        }
    }

    private static String audited(AccountProfile profile) {
        return JsonMapper.shared().writeValueAsString(Map.of("secondFactor", SecondFactor.isDemanded(profile)));
    }

    private Stored<AccountProfile> profile(String account) {
        return Reply.of(registry.credentials(account))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
