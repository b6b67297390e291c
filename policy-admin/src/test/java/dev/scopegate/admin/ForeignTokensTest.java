package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.RedisServer;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForeignTokensTest {

    private static final Identity KEY = new Identity(Identity.ETHEREUM, "0x07c1c6aa38ecdf52e304e92796d9c1d6ee0a5db4");

    private static RedisServer redis;
    private static AdminApp app;

    private final User user = user();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        app = AdminApp.start(redis.uri());
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
    }

    /** Whoever takes a key from his account is told that its tokens have ended: then none may be made a moment later. */
    @Test
    void a_token_is_not_issued_to_an_identity_that_is_unlinked_meanwhile() {
        write(Set.of(KEY));
        ForeignTokens tokens = app.bean(ForeignTokens.class);
        Issuance issuance = Issuance.to(KEY, user.account(), "a token", Instant.now());
        Asker asker = new Asker(user.account(), new Origin("127.0.0.1"));
        assertThat(tokens.issue(wanted(issuance, () -> {}), asker).token().issuance())
                .isEqualTo(issuance);

        assertThatThrownBy(() -> tokens.issue(wanted(issuance, () -> write(Set.of())), asker))
                .isInstanceOf(RefusedException.class);
        assertThat(Reply.of(app.bean(Registry.class).tokensOfAccount(user.account(), 0, 10)))
                .filteredOn(token -> KEY.text().equals(token.issuance().identity()))
                .hasSize(1);
    }

    private static User user() {
        return app.user();
    }

    private static Wanted wanted(Issuance issuance, Runnable meanwhile) {
        return new Wanted(issuance, "ocean", Validity.UNBOUND, token -> value(token, meanwhile));
    }

    private static String value(TokenRecord token, Runnable meanwhile) {
        meanwhile.run();
        return token.id() + UUID.randomUUID();
    }

    private void write(Set<Identity> identities) {
        app.bean(PolicyChanges.class).write(() -> {
            Stored<AccountProfile> held = Reply.of(app.bean(Registry.class).credentials(user.account()))
                    .orElseThrow();
            AccountProfile now = held.value().withIdentities(identities, Instant.now());
            Commit commit = Commit.by("test", "test", "test").unchanged(held).put(now);
            return new Draft<>(identities.isEmpty() ? commit.forget(KEY) : commit, now);
        });
    }
}
