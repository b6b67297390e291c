package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts of whoever proves an identity: the one that holds it, or a new one where its scheme opens accounts. */
public final class FirstSights {

    private static final String CONFIGURATION = "configuration";

    private final Registry registry;
    private final PolicyChanges changes;
    private final LoginAttempts attempts;
    private final InstantSource clock;

    public FirstSights(Registry registry, PolicyChanges changes, LoginAttempts attempts, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.attempts = attempts;
        this.clock = clock;
    }

    /**
     * The account of an identity that was just proved; the caller has checked the proof.
     *
     * @throws RefusedException 401 where nobody has it and its scheme opens no accounts, 429 where the address has made
     *     too many
     */
    public Stored<Account> accountOf(Identity proved, Origin origin) {
        return find(proved).orElseGet(() -> {
            requireRule(proved.scheme());
            attempts.admitRegistration(origin);
            try {
                changes.write(() -> make(proved, origin));
            } catch (ConflictException e) {
                // Another request was quicker: then the account is there.
            }
            return find(proved).orElseThrow(FirstSights::unknown);
        });
    }

    /** The account that holds the identity, if there is one. */
    public Optional<Stored<Account>> find(Identity identity) {
        return Reply.of(registry.accountByIdentity(identity));
    }

    private Stored<FirstSight> requireRule(String scheme) {
        return Reply.of(registry.firstSight(scheme)).orElseThrow(FirstSights::unknown);
    }

    private Draft<Account> make(Identity identity, Origin origin) {
        Stored<FirstSight> rule = requireRule(identity.scheme());
        Instant now = clock.instant();
        Account account = rule.value().accountOf(identity, now);
        AccountProfile profile =
                AccountProfile.of(account.id(), null, null, now).withIdentities(Set.of(identity), now);
        return new Draft<>(
                Commit.by(account.id(), "account.first-sight", Subjects.account(account.id()))
                        .from(origin.address())
                        .unchanged(rule)
                        .absentAccount(account.id())
                        .absentLogin(account.name())
                        .absentIdentity(identity)
                        .put(account)
                        .put(profile)
                        .changed(Subjects.identity(identity))
                        .after(JsonCodec.write(account)),
                account);
    }

    /** Publishes what identities of each scheme may do at first sight, and takes back what is not listed any more. */
    public void publish(Map<String, FirstSight> rules) {
        for (String scheme : Reply.of(registry.firstSights())) {
            if (!rules.containsKey(scheme)) {
                Reply.of(registry.firstSight(scheme)).ifPresent(this::withdraw);
            }
        }
        rules.values().forEach(this::publish);
    }

    private void publish(FirstSight rule) {
        boolean known = Reply.of(registry.firstSight(rule.scheme()))
                .filter(stored -> stored.value().equals(rule))
                .isPresent();
        if (!known) {
            changes.write(() -> new Draft<>(
                    Commit.by(CONFIGURATION, "first-sight.publish", Subjects.firstSight(rule.scheme()))
                            .put(rule)
                            .after(JsonCodec.write(rule)),
                    rule));
        }
    }

    private void withdraw(Stored<FirstSight> rule) {
        changes.write(() -> new Draft<>(
                Commit.by(
                                CONFIGURATION,
                                "first-sight.withdraw",
                                Subjects.firstSight(rule.value().scheme()))
                        .delete(rule.value())
                        .before(JsonCodec.write(rule.value())),
                rule));
    }

    private static RefusedException unknown() {
        return new RefusedException(Refusal.of(401, "unknown_identity", "There is no account for this identity."));
    }
}
