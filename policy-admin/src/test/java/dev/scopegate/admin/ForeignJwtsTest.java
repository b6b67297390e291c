package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * JWTs in the forms of other systems. Nothing in one is believed: it is good where this installation issued it, until it
 * ends. A forgery differs in a byte from what was issued, and so is nobody's, whatever it says and however it is signed.
 */
class ForeignJwtsTest {

    private static final JsonNode CASES = Vectors.read("jwts").get("cases");

    @Test
    void what_was_issued_is_good_until_it_ends_and_what_was_forged_from_it_never_is() {
        List<String> wrong = new ArrayList<>();
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(redis.uri())) {
            Map<String, Duration> shifts = issue(app, app.user().account());
            for (JsonNode vector : CASES) {
                Duration shift = shifts.getOrDefault(vector.get("token").asString(), Duration.ZERO);
                if (isPermitted(app, vector, clock(vector).plus(shift))
                        != vector.get("accept").asBoolean()) {
                    wrong.add(vector.get("name").asString());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_this_installation_did_not_issue_is_nobodys() {
        Authenticator authenticator = AdminApp.shared().bean(Authenticator.class);

        assertThat(CASES.valueStream().map(vector -> vector.get("token").asString()))
                .hasSize(CASES.size())
                .allSatisfy(token -> assertThat(authenticator.resolve(token)).isEmpty());
    }

    /**
     * Issues each that a system did issue, the one that has ended among them, once. The records of what ended long ago are
     * not kept: so all is moved in time, until the moment that a vector is asked about is now.
     *
     * @return by how much, for each token
     */
    private static Map<String, Duration> issue(AdminApp app, String account) {
        Map<String, Duration> shifts = new HashMap<>();
        for (JsonNode vector : CASES) {
            boolean genuine = vector.get("accept").asBoolean()
                    || vector.path("detail").asString("").equals("Session expired.");
            String token = vector.get("token").asString();
            if (genuine && !shifts.containsKey(token)) {
                Instant now = Instant.now();
                Duration shift = Duration.between(clock(vector), now);
                Wanted wanted = new Wanted(
                        new Issuance(account, null, null, "", now),
                        api(vector),
                        Validity.until(end(vector, shift)),
                        record -> token);
                shifts.put(token, shift);
                app.bean(ForeignTokens.class).issue(wanted, new Asker(account, new Origin("127.0.0.1")));
            }
        }
        return shifts;
    }

    private static boolean isPermitted(AdminApp app, JsonNode vector, Instant at) {
        AccessRequest request = new AccessRequest(
                "any", api(vector), "GET", CanonicalPath.of("/api/v1/wallet").orElseThrow(), null, at);
        return app.bean(Authenticator.class)
                .resolve(vector.get("token").asString())
                .map(app.bean(GrantCompiler.class)::compile)
                .map(grant -> new Decider().decide(request, grant, OperationCatalogue.of(api(vector), List.of())))
                .filter(Permit.class::isInstance)
                .isPresent();
    }

    private static Instant clock(JsonNode vector) {
        return Instant.ofEpochSecond(vector.get("clock").asLong());
    }

    private static @Nullable Instant end(JsonNode vector, Duration shift) {
        JsonNode end = vector.get("claims").path("exp");
        return end.isIntegralNumber() ? Instant.ofEpochSecond(end.longValue()).plus(shift) : null;
    }

    /** A token that no system writes is tried where the others are most alike. */
    private static String api(JsonNode vector) {
        return switch (vector.get("system").asString()) {
            case "any", "ocean-node" -> "ocean";
            default -> vector.get("system").asString();
        };
    }
}
