package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The ids by which LNbits knows its users. Whoever knows one may log in with it, so it is not the account's own id, which
 * every upstream sees; it is stored sealed and found by its digest.
 */
final class UserIds {

    private static final String ATTRIBUTE = "lnbits.user";
    private static final int BYTES = 16;

    private final Registry registry;
    private final PolicyChanges changes;
    private final FirstSights accounts;
    private final Digests digests;
    private final Sources sources;

    UserIds(Registry registry, PolicyChanges changes, FirstSights accounts, Digests digests, Sources sources) {
        this.registry = registry;
        this.changes = changes;
        this.accounts = accounts;
        this.digests = digests;
        this.sources = sources;
    }

    /** What new ids are made and dated with. */
    record Sources(SecureRandom random, InstantSource clock) {}

    /**
     * The caller's user id; it is made when it is first asked for. A token with a part of the account's power sees the
     * account's own id in its place, which opens nothing.
     */
    String of(Caller caller) {
        if (!caller.actsForAccount()) {
            return caller.account().id();
        }
        return known(profile(caller).value()).orElseGet(() -> assign(caller));
    }

    /** The account of a user id, with the identity that it is. */
    Optional<Known> find(String userId) {
        return digests.candidates(userId).stream()
                .map(digest -> identity(digest.value()))
                .flatMap(identity -> accounts.find(identity).map(held -> new Known(identity, held.value())).stream())
                .findFirst();
    }

    /** A user id that is somebody's. */
    record Known(Identity identity, Account account) {}

    private String assign(Caller caller) {
        return changes.write(() -> {
                    Stored<AccountProfile> held = profile(caller);
                    Optional<String> known = known(held.value());
                    String userId = known.orElseGet(this::random);
                    return new Draft<>(commit(caller, held, userId), userId);
                })
                .result();
    }

    private Commit commit(Caller caller, Stored<AccountProfile> held, String userId) {
        String account = caller.account().id();
        Instant now = sources.clock().instant();
        Set<Identity> identities = new HashSet<>(held.value().identities());
        identities.add(identity(digests.of(userId).value()));
        return Commit.by(account, "account.user-id", Subjects.account(account))
                .from(caller.origin().address())
                .unchanged(held)
                .put(held.value().withIdentities(identities, now).withAttribute(ATTRIBUTE, digests.seal(userId), now));
    }

    private Optional<String> known(AccountProfile profile) {
        boolean held = profile.identities().stream()
                .anyMatch(identity -> identity.scheme().equals(Identity.USER_ID));
        return Optional.ofNullable(held ? profile.attributes().get(ATTRIBUTE) : null)
                .flatMap(digests::unseal);
    }

    private Stored<AccountProfile> profile(Caller caller) {
        return Reply.of(registry.credentials(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }

    private static Identity identity(String digest) {
        return new Identity(Identity.USER_ID, digest);
    }

    private String random() {
        byte[] bytes = new byte[BYTES];
        sources.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
