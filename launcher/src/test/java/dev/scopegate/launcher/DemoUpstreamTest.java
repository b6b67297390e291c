package dev.scopegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoUpstreamTest {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private ECKey key;
    private DemoUpstream upstream;

    @BeforeEach
    void start() throws JOSEException, IOException {
        key = new ECKeyGenerator(Curve.P_256).keyID("current").generate();
        Path keys = folder.resolve("jwks.json");
        Files.writeString(keys, new JWKSet(key).toPublicJWKSet().toString());
        upstream = DemoUpstream.start(0, keys.toUri(), "scopegate");
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void answersWhatItReceived() throws Exception {
        JsonNode echo = send(request("/demo/x?q=%20").header("X-Some", "value").POST(body("four")));

        assertThat(echo.path("method").stringValue()).isEqualTo("POST");
        assertThat(echo.path("target").stringValue()).isEqualTo("/demo/x?q=%20");
        assertThat(echo.path("bodyBytes").intValue()).isEqualTo(4);
        assertThat(echo.path("headers").path("x-some").path(0).stringValue()).isEqualTo("value");
        assertThat(upstream.received())
                .extracting(DemoUpstream.Received::headers)
                .allSatisfy(headers -> assertThat(headers.get("x-some")).isEqualTo(List.of("value")));
    }

    @Test
    void answersAsTheNodeDoes() throws Exception {
        assertThat(send(request("/api/v3/node/version")).path("version").stringValue())
                .isEqualTo("2.0.8");
    }

    @Test
    void believesAnAssertionThatIsSigned() throws Exception {
        String assertion = assertion(key, "scopegate-assertion+jwt");
        JsonNode said = send(request("/demo/x").header("X-Scopegate-Assertion", assertion))
                .path("assertion");
        assertThat(said.path("verified").booleanValue()).isTrue();
        assertThat(said.path("claims").path("sub").stringValue()).isEqualTo("acc_1");
    }

    @Test
    void doesNotBelieveAnotherKeyOrKindOfToken() throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("current").generate();
        for (String forged : List.of(assertion(other, "scopegate-assertion+jwt"), assertion(key, "at+jwt"), "x.y.z")) {
            JsonNode said = send(request("/demo/x").header("X-Scopegate-Assertion", forged))
                    .path("assertion");
            assertThat(said.path("verified").booleanValue(true)).isFalse();
        }
    }

    private static String assertion(ECKey key, String type) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("scopegate")
                .subject("acc_1")
                .audience("demo")
                .jwtID("dec_1")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(30)))
                .build();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(key.getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(upstream.uri() + target));
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
