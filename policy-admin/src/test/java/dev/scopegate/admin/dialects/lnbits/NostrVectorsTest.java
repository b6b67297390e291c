package dev.scopegate.admin.dialects.lnbits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.store.ReplayGuard;
import dev.scopegate.wire.Vectors;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Events that nostr-tools signed, and what else arrives in their place. */
class NostrVectorsTest {

    private static final Set<String> SEEN = new HashSet<>();
    private static final int LONGEST_HEADER = 8_192;
    private static final String PATH = "/api/v1/auth/nostr";

    static List<Arguments> events() {
        return Vectors.cases(Vectors.read("nip98-events").get("cases"));
    }

    static List<Arguments> headers() {
        return Vectors.cases(Vectors.read("nip98-events").get("headers"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void an_event_proves_its_key_once_or_not_at_all(String name, JsonNode vector) {
        boolean accepted = vector.get("accept").asBoolean();

        // Some vectors differ in what is not signed: then it is one event, and the second is a replay.
        boolean used = accepted && !SEEN.add(vector.get("event").get("id").asString());

        assertThat(isProof(vector)).isEqualTo(accepted && !used);
        assertThat(isProof(vector)).as("a second time").isFalse();
    }

    /** None holds an event that is in force; a header that is too long is not even read. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void a_header_without_a_readable_event_logs_nobody_in(String name, JsonNode vector) {
        String header = vector.get("authorization").asString();

        Answer answer = AdminApp.shared()
                .send("POST", PATH, header.isEmpty() ? Map.of() : Map.of("Authorization", header), null);

        assertThat(answer.status()).as(answer.body()).isIn(400, 431);
        if (header.length() < LONGEST_HEADER) {
            assertThat(answer.json().propertyNames()).containsExactly("detail");
        }
    }

    private static boolean isProof(JsonNode vector) {
        Instant now = Instant.ofEpochSecond(vector.get("referenceTime").asLong());
        NostrProofs proofs = new NostrProofs(
                AdminApp.shared().bean(ReplayGuard.class),
                new ExternalUrls(List.of("http://127.0.0.1:8080")),
                InstantSource.fixed(now));
        byte[] body = vector.path("body").asString("").getBytes(StandardCharsets.UTF_8);
        String header = vector.get("authorization").asString();
        try {
            NostrEvent event =
                    NostrEvent.of(Body.parse(Base64.getDecoder().decode(header.substring("Nostr ".length()))));
            return proofs.prove(event, PATH, body).value().equals(event.publicKey());
        } catch (RefusedException e) {
            return false;
        }
    }
}
