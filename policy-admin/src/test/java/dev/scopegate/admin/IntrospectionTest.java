package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IntrospectionTest {

    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String REVOKE = "/oauth2/revoke";
    private static final String INACTIVE = "200 {\"active\":false}";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final User stranger = app.user();
    private final String account = user.account();

    private Answer send(String path, String caller, String form) {
        Map<String, String> headers = Map.of(
                "Authorization", "Bearer " + caller, "Content-Type", "application/x-www-form-urlencoded;charset=UTF-8");
        return app.exchange("POST", path, headers, form);
    }

    private Answer introspect(String caller, String token) {
        return send(INTROSPECT, caller, "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    private Answer issue(String issuer, List<String> capabilities, Object... more) {
        List<Object> pairs = new ArrayList<>(List.of(more));
        pairs.addAll(List.of(
                "capabilities",
                capabilities.stream().map(each -> Map.of("capability", each)).toList()));
        Answer issued = app.post("/api/v1/tokens", issuer, json(pairs.toArray()));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued;
    }

    private String token(String... capabilities) {
        return issue(user.login(), List.of(capabilities)).text("token");
    }

    private String foreign(String value, Instant end) {
        Identity identity = new Identity("ethereum", "0x" + Long.toHexString(System.nanoTime()));
        hold(identity);
        Issuance issuance = Issuance.to(identity, account, "foreign", Instant.now());
        Wanted wanted = new Wanted(issuance, "ocean", Validity.until(end), token -> value + token.id());
        Asker asker = new Asker(account, new Origin("test"));
        return app.bean(ForeignTokens.class).issue(wanted, asker).value();
    }

    /** What has proved nothing is given no token. */
    private void hold(Identity identity) {
        app.bean(PolicyChanges.class).write(() -> {
            Stored<AccountProfile> held =
                    Reply.of(app.bean(Registry.class).credentials(account)).orElseThrow();
            Set<Identity> all = new HashSet<>(held.value().identities());
            all.add(identity);
            AccountProfile now = held.value().withIdentities(all, Instant.now());
            return new Draft<>(Commit.by("test", "test", "test").unchanged(held).put(now), now);
        });
    }

    @Test
    void what_a_token_is_worth_is_told_in_the_words_of_the_rfc() {
        Answer issued = issue(
                user.login(),
                List.of("scopegate:tokensGet", "scopegate:tokensIntrospect", "GET /api/v1/audit"),
                "audience",
                List.of("scopegate"),
                "lifetimeSeconds",
                3_600);

        JsonNode answer = introspect(user.login(), issued.text("token")).json();

        assertThat(answer.get("active").asBoolean()).isTrue();
        assertThat(answer.get("scope").asString()).isEqualTo("scopegate:tokensGet scopegate:tokensIntrospect");
        assertThat(answer.get("capabilities").toString())
                .isEqualTo("[\"scopegate:tokensGet\",\"scopegate:tokensIntrospect\",\"GET /api/v1/audit\"]");
        assertThat(answer.get("token_type").asString()).isEqualTo("bearer");
        assertThat(answer.get("username").asString()).isEqualTo(user.name());
        assertThat(answer.get("sub").asString()).isEqualTo(account);
        assertThat(answer.get("iss").asString()).isEqualTo(AdminApp.ISSUER);
        assertThat(answer.get("aud").toString()).isEqualTo("[\"scopegate\"]");
        assertThat(answer.get("jti").asString()).isEqualTo(issued.text("id"));
        assertThat(answer.get("kind").asString()).isEqualTo("capability");
        assertThat(answer.get("exp").asLong() - answer.get("iat").asLong()).isEqualTo(3_600);
        assertThat(answer.propertyNames()).doesNotContain("client_id", "nbf", "identity");
        assertThat(answer.toString()).doesNotContain(issued.text("token"));
    }

    @Test
    void logins_and_tokens_of_other_systems_are_told_alike() {
        Instant end = Instant.now().plusSeconds(60);
        String jwt = foreign("eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJvY2VhbiJ9.", end);
        String uuid = foreign("a5f946dc-4c21-4ccd-b78b-f0a5fce94f4d", end);

        JsonNode login = introspect(user.login(), user.login()).json();
        assertThat(login.get("active").asBoolean()).isTrue();
        assertThat(login.get("kind").asString()).isEqualTo("login");
        assertThat(login.get("capabilities").toString()).isEqualTo("[\"* /api/v1/**\",\"* /oauth2/**\"]");
        assertThat(login.has("scope")).isFalse();
        for (String token : List.of(jwt, uuid)) {
            JsonNode answer = introspect(user.login(), token).json();
            assertThat(answer.get("active").asBoolean()).isTrue();
            assertThat(answer.get("kind").asString()).isEqualTo("user");
            assertThat(answer.get("aud").toString()).isEqualTo("[\"ocean\"]");
            assertThat(answer.get("identity").asString()).startsWith("ethereum:0x");
        }
    }

    /** A capability that the account does not hold is none, whatever the token says. */
    @Test
    void scope_is_what_every_link_of_the_chain_holds() {
        String wide = token("scopegate:tokensGet", "hopr:nodeGetVersion", "GET /**");

        JsonNode answer = introspect(user.login(), wide).json();

        assertThat(answer.get("scope").asString()).isEqualTo("scopegate:tokensGet");
        assertThat(answer.get("capabilities").toString()).isEqualTo("[\"scopegate:tokensGet\"]");
    }

    @Test
    void what_does_not_work_any_more_is_inactive() throws InterruptedException {
        Answer revoked = issue(user.login(), List.of("scopegate:tokensGet"));
        Answer disabled = issue(user.login(), List.of("scopegate:tokensGet"));
        String brief = foreign("brief-", Instant.now().plusMillis(300));
        app.delete("/api/v1/tokens/" + revoked.text("id"), user.login());
        app.post("/api/v1/tokens/" + disabled.text("id") + "/disable", user.login(), null);
        Thread.sleep(400);

        assertThat(introspect(user.login(), revoked.text("token")).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(user.login(), disabled.text("token")).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(user.login(), brief).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(user.login(), "no such token").toString()).isEqualTo(INACTIVE);
        assertThat(introspect(user.login(), "x".repeat(5_000)).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(user.login(), "\u0000 \u00e9").toString()).isEqualTo(INACTIVE);
    }

    @Test
    void only_ones_own_tokens_can_be_told_from_nothing() {
        String token = token("scopegate:tokensIntrospect", "scopegate:tokensIssue");
        String sibling = token("scopegate:tokensGet");
        String child = issue(token, List.of("scopegate:tokensIntrospect")).text("token");

        assertThat(introspect(stranger.login(), token).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(token, sibling).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(child, token).toString()).isEqualTo(INACTIVE);
        assertThat(introspect(token, token).json().get("active").asBoolean()).isTrue();
        assertThat(introspect(token, child).json().get("active").asBoolean()).isTrue();
        assertThat(introspect(AdminApp.ADMIN_TOKEN, token).json().get("active").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=", "token", "hint=x", "token=a&token=a", "x=1&token=a&x=1", "token=%zz"})
    void a_request_that_says_nothing_or_two_things_is_invalid(String form) {
        for (String path : List.of(INTROSPECT, REVOKE)) {
            Answer refused = send(path, user.login(), form);
            assertThat(refused.status()).as(form).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void a_token_is_taken_from_a_form_in_the_body_alone() {
        String token = token("scopegate:tokensGet");

        assertThat(send(INTROSPECT + "?token=" + token, user.login(), "token=" + token)
                        .text("error"))
                .isEqualTo("invalid_request");
        assertThat(app.post(INTROSPECT, user.login(), json("token", token)).text("error"))
                .isEqualTo("invalid_request");
        Answer tooLong = send(INTROSPECT, user.login(), "token=" + "x".repeat(70_000));
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(app.get(INTROSPECT, user.login()).status()).isEqualTo(405);
        Answer nobody = app.post(INTROSPECT, null, null);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
