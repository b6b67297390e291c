package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;

/** Tells whose passkey has signed a challenge; whoever asks has used the challenge up. */
final class Signatures {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Ceremony ceremony;
    private final InstantSource clock;

    Signatures(Registry registry, PolicyChanges changes, Ceremony ceremony, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.ceremony = ceremony;
        this.clock = clock;
    }

    /**
     * The account that holds the key.
     *
     * @throws RefusedException 400 where the answer does not check out, with one text whatever was wrong
     */
    Account check(Answer.Signed signed, Origin origin) {
        Identity identity = Passkey.identity(signed.id());
        Account account = Reply.of(registry.accountByIdentity(identity))
                .map(Stored::value)
                .filter(held -> held.id().equals(signed.account()))
                .orElseThrow(Ceremony::refused);
        changes.write(() -> using(account, identity, signed, origin));
        return account;
    }

    /** The device's count is written before anything is given: of two answers with the same count one is refused. */
    private Draft<Passkey> using(Account account, Identity identity, Answer.Signed signed, Origin origin) {
        Stored<AccountProfile> held =
                Reply.of(registry.credentials(account.id())).orElseThrow(Ceremony::refused);
        String kept = held.value().attributes().get(identity.text());
        if (kept == null) {
            throw Ceremony.refused();
        }
        Instant now = clock.instant();
        Passkey used = ceremony.authenticate(account, Passkey.read(kept), signed.challenge(), signed, now);
        return new Draft<>(
                Commit.by(account.id(), "passkey.use", Subjects.account(account.id()))
                        .from(origin.address())
                        .unchanged(held)
                        .put(held.value().withAttribute(identity.text(), used.json(), now)),
                used);
    }
}
