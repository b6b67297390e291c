package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.launcher.DemoUpstream.Received;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upstream gets to see: who called, verifiably, and never with what. */
class UpstreamIT {

    private static final String VERSION = "/api/v3/node/version";
    private static final List<String> LOOK_ALIKES = List.of(
            "X-Scopegate-Subject",
            "x-scopegate-subject",
            "X_Scopegate_Subject",
            "X-Scopegate_Token-Id",
            "X.Scopegate.Operation",
            "X-Scopegate-Assertion",
            "X-Scopegate-Anything");

    private static Installation scopegate;
    private static Caller.Issued issued;

    @BeforeAll
    static void start() {
        scopegate = Installation.start(1);
        issued = new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN).issue(0);
    }

    @AfterAll
    static void stop() {
        scopegate.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token: TOKEN",
                "x-auth-token: TOKEN",
                "Authorization: Bearer TOKEN",
                "authorization: bearer TOKEN",
                "Authorization: Basic BASIC"
            })
    void no_header_that_was_read_reaches_the_upstream(String header) throws IOException {
        String basic = Base64.getEncoder().encodeToString((issued.token() + ":").getBytes(StandardCharsets.ISO_8859_1));
        String sent = header.replace("TOKEN", issued.token()).replace("BASIC", basic);

        assertThat(raw(VERSION, sent)).startsWith("HTTP/1.1 200");
        assertNowhere(received(), issued.token(), basic);
    }

    @Test
    void a_token_in_the_query_is_cut_out_and_the_rest_stays_byte_for_byte() throws IOException {
        String query = "?b=%7e&apiToken=" + issued.token() + "&a=1&&c=%C3%a9+x&d";

        assertThat(raw(VERSION + query, "Accept: */*")).startsWith("HTTP/1.1 200");
        assertThat(received().target()).isEqualTo(VERSION + "?b=%7e&a=1&&c=%C3%a9+x&d");
        assertNowhere(received(), issued.token());
    }

    @Test
    void identity_that_a_client_sends_is_dropped_in_every_alias() throws IOException {
        String forged = String.join(
                "\r\n", LOOK_ALIKES.stream().map(name -> name + ": forged").toList());

        assertThat(raw(VERSION, "X-Auth-Token: " + issued.token() + "\r\n" + forged))
                .startsWith("HTTP/1.1 200");
        Received received = received();
        assertNowhere(received, "forged");
        assertThat(received.headers().get("x-scopegate-token-id")).containsExactly(issued.id());
        assertThat(received.headers().get("x-scopegate-operation")).containsExactly("hopr:nodeGetVersion");
    }

    @Test
    void a_client_cannot_nominate_the_identity_away() throws IOException {
        String trick = "Connection: keep-alive, x-scopegate-subject, X-Scopegate-Assertion";

        assertThat(raw(VERSION, "X-Auth-Token: " + issued.token() + "\r\n" + trick))
                .startsWith("HTTP/1.1 200");
        assertThat(received().headers())
                .containsKeys("x-scopegate-subject", "x-scopegate-assertion", "x-scopegate-token-id");
    }

    @Test
    void another_library_verifies_the_assertion_against_the_published_keys() throws Exception {
        assertThat(raw(VERSION, "X-Auth-Token: " + issued.token())).startsWith("HTTP/1.1 200");
        String assertion = header("x-scopegate-assertion");

        JwtClaims claims = verify(assertion);

        assertThat(claims.getStringClaimValue("token_id")).isEqualTo(issued.id());
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("hopr:nodeGetVersion");
        assertThat(claims.getSubject()).isEqualTo(header("x-scopegate-subject"));
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isBetween(1L, 60L);
    }

    /** Greps all that every process wrote, and all that the audit log tells, for what must never be written. */
    @Test
    void no_secret_is_in_any_log() throws IOException {
        raw(VERSION + "?apiToken=" + issued.token(), "Accept: */*");
        raw(VERSION, "X-Auth-Token: " + issued.token() + "x");
        String audit = Caller.send(new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN)
                        .bearer("/api/v1/audit")
                        .GET()
                        .build())
                .body();

        assertThat(audit).contains(issued.id());
        for (String secret :
                List.of(issued.token(), Installation.ADMIN_TOKEN, Installation.ADMIN_PASSWORD, Installation.PEPPER)) {
            assertThat(audit).doesNotContain(secret);
            for (Path log : scopegate.logs()) {
                assertThat(Files.readString(log)).as(log.toString()).doesNotContain(secret);
            }
        }
    }

    private static JwtClaims verify(String assertion) throws IOException, InvalidJwtException, JoseException {
        URI keys = scopegate.gateway(0).resolve("/.well-known/jwks.json");
        List<JsonWebKey> published = new HttpsJwks(keys.toString()).getJsonWebKeys();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(published))
                .setExpectedIssuer("scopegate")
                .setExpectedAudience("hopr")
                .setExpectedType(true, "scopegate-assertion+jwt")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .build()
                .processToClaims(assertion);
    }

    private static String header(String name) {
        return String.join(", ", received().headers().getOrDefault(name, List.of()));
    }

    private static Received received() {
        return scopegate.upstream().received().getLast();
    }

    private static void assertNowhere(Received received, String... secrets) {
        for (String secret : secrets) {
            assertThat(received.target()).doesNotContain(secret);
            assertThat(received.headers().toString()).doesNotContain(secret);
        }
    }

    /** Sends what no HTTP client would send, and returns the whole answer. */
    private static String raw(String target, String headers) throws IOException {
        URI gateway = scopegate.gateway(0);
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            String connection = headers.contains("Connection:") ? "" : "Connection: close\r\n";
            String request = "GET " + target + " HTTP/1.1\r\nHost: " + gateway.getAuthority() + "\r\n" + headers
                    + "\r\n" + connection + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = socket.getInputStream().readNBytes(12);
            return new String(start, StandardCharsets.ISO_8859_1);
        }
    }
}
