package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokensApiTest {

    private static final String READ = "GET /api/v1/tokens/*";
    private static final String OWN_TOKENS =
            "* /api/v1/tokens/**, * /api/v1/tokens, * /api/v1/tokens/*, * /api/v1/tokens/*/rotate";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private static Map<String, Object> may(String capability, Object... limits) {
        return Map.of("capability", capability, "limits", List.of(limits));
    }

    private Answer issue(String issuer, Object... pairs) {
        return app.post("/api/v1/tokens", issuer, json(pairs));
    }

    private Answer issue(String capabilities) {
        Answer answer = issue(user.login(), "capabilities", capabilities(capabilities));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static List<Object> capabilities(String texts) {
        return Stream.of(texts.split(", ")).<Object>map(TokensApiTest::may).toList();
    }

    private int reads(Answer issued) {
        return reads(issued.text("id"), issued.text("token"));
    }

    private int reads(String id, String token) {
        return app.get("/api/v1/tokens/" + id, token).status();
    }

    @Test
    void a_token_is_issued_with_all_its_terms_and_shown_once() {
        Answer issued = issue(
                user.login(),
                "description",
                "for the dashboard",
                "capabilities",
                List.of(
                        may("scopegate:tokensGet", Map.of("type", "calls", "max", 3)),
                        may(READ, Map.of("type", "rate", "calls", 10, "period", "PT1S"))),
                "limits",
                List.of(Map.of("type", "calls", "max", 10, "per", "day"), Map.of("type", "concurrency", "calls", 2)),
                "networks",
                List.of("127.0.0.0/8"),
                "audience",
                List.of("scopegate"),
                "lifetimeSeconds",
                60);

        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        assertThat(issued.text("token")).startsWith("sg_cap_");
        Answer read = app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.body()).doesNotContain(issued.text("token"));
        assertThat(read.json().get("capabilities").toString())
                .contains("{\"type\":\"rate\",\"calls\":10,\"period\":\"PT1S\",\"burst\":10}")
                .contains("scopegate:tokensGet");
        assertThat(read.json().get("limits").toString())
                .isEqualTo("[{\"type\":\"calls\",\"max\":10,\"per\":\"day\"},{\"type\":\"concurrency\",\"calls\":2}]");
    }

    @Test
    void a_token_that_has_used_up_its_calls_is_told_so() {
        Answer issued = issue(
                user.login(), "capabilities", List.of(may("scopegate:tokensGet", Map.of("type", "calls", "max", 2))));
        assertThat(reads(issued)).isEqualTo(200);
        assertThat(reads(issued)).isEqualTo(200);

        Answer used = app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"));

        assertThat(used.status()).isEqualTo(429);
        assertThat(used.text("code")).isEqualTo("quota_exhausted");
        assertThat(used.header("Retry-After")).isEmpty();
    }

    @Test
    void what_no_token_can_be_is_refused_in_words() {
        List<Object[]> bad = List.of(
                new Object[] {},
                new Object[] {"capabilities", List.of(may("scopegate:noSuchOperation"))},
                new Object[] {"capabilities", List.of(may("nothing"))},
                new Object[] {"capabilities", List.of(Map.of())},
                new Object[] {"capabilities", "GET /"},
                new Object[] {"capabilities", List.of(may(READ, Map.of("type", "calls", "maximum", 3)))},
                new Object[] {"capabilities", List.of(may(READ, Map.of("type", "calls", "max", 0)))},
                new Object[] {"capabilities", List.of(may(READ, Map.of("type", "calls", "per", "day")))},
                new Object[] {"capabilities", List.of(may(READ, Map.of("type", "rate", "calls", 1, "period", "soon")))},
                new Object[] {"capabilities", List.of(may(READ, Map.of("type", "bytes", "max", 1)))},
                new Object[] {"capabilities", List.of(may(READ)), "networks", List.of("example.com")},
                new Object[] {"capabilities", List.of(may(READ)), "audience", List.of("Not An Api")},
                new Object[] {"capabilities", List.of(may(READ)), "lifetimeSeconds", 0},
                new Object[] {"capabilities", List.of(may(READ)), "lifetimeSeconds", Long.MAX_VALUE},
                new Object[] {"capabilities", List.of(may(READ)), "expiresAt", "2001-01-01T00:00:00Z"},
                new Object[] {"capabilities", List.of(may(READ)), "expiresAt", "+1000000000-12-31T00:00:00Z"},
                new Object[] {"capabilities", java.util.Collections.nCopies(101, may(READ))});

        for (Object[] pairs : bad) {
            Answer answer = issue(user.login(), pairs);
            assertThat(answer.status()).as(json(pairs)).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.text("detail")).isNotEmpty();
        }
        assertThat(issue(user.login(), "accessList", "acl_of_nobody").status()).isEqualTo(404);
    }

    @Test
    void a_token_that_is_switched_off_works_again_once_it_is_on() {
        Answer issued = issue(READ);
        String path = "/api/v1/tokens/" + issued.text("id");

        Answer off = app.post(path + "/disable", user.login(), null);
        assertThat(off.json().get("disabled").booleanValue()).isTrue();
        assertThat(off.json().get("acknowledged").get("of").intValue()).isZero();
        assertThat(reads(issued)).isEqualTo(401);
        app.post(path + "/enable", user.login(), null);
        assertThat(reads(issued)).isEqualTo(200);
    }

    @Test
    void a_rotated_token_has_a_new_secret_and_the_old_one_ends_with_its_grace() throws InterruptedException {
        Answer issued = issue(READ);
        String id = issued.text("id");

        String second = app.post("/api/v1/tokens/" + id + "/rotate", user.login(), json("graceSeconds", 1))
                .text("token");

        assertThat(second).isNotEqualTo(issued.text("token"));
        assertThat(reads(id, issued.text("token"))).isEqualTo(200);
        assertThat(reads(id, second)).isEqualTo(200);
        Thread.sleep(1_200);
        assertThat(reads(id, issued.text("token"))).isEqualTo(401);
        String third =
                app.post("/api/v1/tokens/" + id + "/rotate", user.login(), "{}").text("token");
        assertThat(reads(id, second)).isEqualTo(401);
        assertThat(reads(id, third)).isEqualTo(200);
        assertThat(app.post("/api/v1/tokens/" + id + "/rotate", user.login(), json("graceSeconds", -1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void revoking_a_token_revokes_its_descendants_and_is_final() {
        Answer parent = issue(OWN_TOKENS);
        Answer child = issue(parent.text("token"), "capabilities", capabilities(OWN_TOKENS));
        Answer grandchild = issue(child.text("token"), "capabilities", List.of(may(READ)));
        assertThat(reads(grandchild)).isEqualTo(200);

        Answer revoked = app.delete("/api/v1/tokens/" + parent.text("id"), user.login());

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().get("revoked").booleanValue()).isTrue();
        assertThat(revoked.json().get("acknowledged").get("laggards").size()).isZero();
        for (Answer each : List.of(parent, child, grandchild)) {
            assertThat(reads(each)).isEqualTo(401);
            assertThat(app.get("/api/v1/tokens/" + each.text("id"), user.login())
                            .json()
                            .has("revokedAt"))
                    .isTrue();
        }
        assertThat(app.post("/api/v1/tokens/" + parent.text("id") + "/enable", user.login(), null)
                        .status())
                .isEqualTo(409);
        assertThat(app.post("/api/v1/tokens/" + parent.text("id") + "/rotate", user.login(), "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_scoped_token_sees_and_changes_only_itself_and_its_children() {
        Answer other = issue(READ);
        Answer scoped = issue(OWN_TOKENS);

        assertThat(app.get("/api/v1/tokens/" + other.text("id"), scoped.text("token"))
                        .status())
                .isEqualTo(404);
        assertThat(app.post("/api/v1/tokens/" + other.text("id") + "/rotate", scoped.text("token"), "{}")
                        .status())
                .isEqualTo(404);
        assertThat(app.delete("/api/v1/tokens/" + other.text("id"), scoped.text("token"))
                        .status())
                .isEqualTo(404);
        assertThat(app.delete("/api/v1/tokens/" + scoped.text("id"), scoped.text("token"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tokens_are_listed_newest_first_and_only_ones_own() {
        Answer first = issue(READ);
        Answer second = issue(READ);

        var list = app.get("/api/v1/tokens?count=2", user.login()).json().get("tokens");

        assertThat(list.get(0).get("id").asString()).isEqualTo(second.text("id"));
        assertThat(list.get(1).get("id").asString()).isEqualTo(first.text("id"));
        assertThat(app.get("/api/v1/tokens?count=501", user.login()).status()).isEqualTo(400);
        assertThat(app.get("/api/v1/tokens?before=nowhere", user.login()).status())
                .isEqualTo(400);
        assertThat(app.get("/api/v1/tokens?state=lost", user.login()).text("detail"))
                .contains("[active, disabled, expired, revoked]");
        assertThat(app.get("/api/v1/tokens?count=many", user.login()).status()).isEqualTo(400);
        assertThat(app.get("/api/v1/tokens", AdminApp.ADMIN_TOKEN).body()).contains(second.text("id"));
    }

    @Test
    void an_account_can_do_no_more_than_it_was_given_whatever_its_tokens_say() {
        Answer issued = issue(user.login(), "capabilities", List.of(may("* /**")));

        Answer explained = app.post(
                "/api/v1/decisions/explain",
                user.login(),
                json("tokenId", issued.text("id"), "api", "demo", "method", "GET", "path", "/orders"));

        assertThat(explained.text("outcome")).isEqualTo("no_capability");
        assertThat(explained.json().get("missedBy").get("link").asString()).isEqualTo("account");
    }

    @Test
    void a_token_bound_to_another_network_is_refused() {
        Answer issued = issue(user.login(), "capabilities", List.of(may(READ)), "networks", List.of("192.0.2.0/24"));

        Answer answer = app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("wrong_network");
    }
}
