package dev.scopegate.admin.setup;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The administrator's token from the configuration. Its record keeps one id, so that there is never more than one. */
final class AdministratorToken {

    static final String ID = "tok_000000000administrator";

    private static final Logger LOG = LoggerFactory.getLogger(AdministratorToken.class);

    private final Registry registry;
    private final PolicyChanges changes;
    private final Digests digests;
    private final InstantSource clock;

    AdministratorToken(Registry registry, PolicyChanges changes, Digests digests, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.digests = digests;
        this.clock = clock;
    }

    /** Makes the value work for the account, and any value before it no longer. */
    void ensure(Account administrator, String value) {
        Optional<Stored<TokenRecord>> held = Reply.of(registry.token(ID));
        boolean same = Reply.of(registry.tokenIdOf(digests.candidates(value)))
                        .filter(ID::equals)
                        .isPresent()
                && held.filter(each -> each.value().issuance().account().equals(administrator.id()))
                        .isPresent();
        if (same) {
            held.filter(each -> each.value().revocation() != null)
                    .ifPresent(each -> LOG.warn("the administrator's token was revoked and stays so: "
                            + "choose another value for scopegate.admin.token"));
            return;
        }
        held.ifPresent(former -> changes.write(() -> new Draft<>(
                Commit.by("setup", "token.revoke", Subjects.token(ID))
                        .unchanged(former)
                        .delete(former.value())
                        .before(JsonCodec.write(former.value())),
                ID)));
        changes.write(() -> draft(administrator, value));
    }

    private Draft<String> draft(Account administrator, String value) {
        TokenRecord token = new TokenRecord(
                ID,
                TokenKind.USER,
                new Issuance(
                        administrator.id(), null, null, "administrator's token of the configuration", clock.instant()),
                new Terms(null, List.of(), List.of(), Set.of(), Validity.UNBOUND),
                false,
                null);
        return new Draft<>(
                Commit.by("setup", "token.issue", Subjects.token(ID))
                        .absentToken(ID)
                        .put(token)
                        .putDigest(digests.of(value), ID, null)
                        .after(JsonCodec.write(token)),
                ID);
    }
}
