package dev.scopegate.admin.dialects.lnbits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.store.ReplayGuard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events that nostr-tools signed, and what else arrives in their place. */
class NostrVectorsTest {

    private static final Set<String> SEEN = new HashSet<>();
    private static final String PATH = "/api/v1/auth/nostr";

    static List<Arguments> events() throws IOException {
        try (InputStream file = NostrVectorsTest.class.getResourceAsStream("/vectors/nip98-events.json")) {
            List<Arguments> cases = new ArrayList<>();
            for (JsonNode each : JsonMapper.shared().readTree(file).get("cases")) {
                cases.add(Arguments.of(each.get("name").asString(), each));
            }
            return cases;
        }
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
