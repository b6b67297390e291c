package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.GrpcCaller.Heard;
import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.wire.TextileCaller;
import dev.scopegate.wire.key.Multibase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens that were issued through an API key are good only beside that key. */
class ApiKeyTest {

    private static final byte[] SECRET = "a secret of 24 bytes, ok".getBytes(StandardCharsets.US_ASCII);
    private static final String KEY = "bsecretkey";

    private static GrpcUpstream upstream;
    private static RunningGateway gateway;
    private static String signing;
    private static String unsigned;
    private static Minted httpToken;

    @BeforeAll
    static void start() {
        upstream = GrpcUpstream.start();
        gateway = RunningGateway.withRoutes("textile.uri=" + upstream.uri());
        Minted token = gateway.mint.through(gateway.mint.client(KEY, Multibase.base32(SECRET)), "POST /users.API/*");
        signing = "authorization: bearer " + token.value();
        httpToken = gateway.mint.through(gateway.mint.client("bplain", null), "POST /users.API/*", "POST /http.API/*");
        unsigned = "authorization: bearer " + httpToken.value();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void the_key_must_be_there_and_be_the_tokens_own() {
        Heard none = call(unsigned);
        Heard wrong = call(unsigned, "x-textile-api-key: " + KEY);
        Heard two = call(unsigned, "x-textile-api-key: bplain", "x-textile-api-key: " + KEY);
        Heard right = call(unsigned, "x-textile-api-key: bplain");

        assertThat(none.status()).isEqualTo(16);
        assertThat(none.message()).isEqualTo("Session or API key required");
        assertThat(wrong.status()).isEqualTo(5);
        assertThat(wrong.message()).isEqualTo("API key not found or is invalid");
        assertThat(two.status()).isEqualTo(5);
        assertThat(right.status()).isZero();
    }

    @Test
    void a_key_with_a_secret_needs_its_signature() {
        String soon = at(Duration.ofMinutes(30));
        Heard right = call(signing, "x-textile-api-key: " + KEY, signed(soon), signature(soon, SECRET));
        Heard none = call(signing, "x-textile-api-key: " + KEY);
        Heard wrong = call(signing, "x-textile-api-key: " + KEY, signed(soon), signature(soon, new byte[] {1}));
        Heard garbage = call(signing, "x-textile-api-key: " + KEY, signed(soon), "x-textile-api-sig: ???");

        assertThat(right.status()).isZero();
        assertThat(none.status()).isEqualTo(16);
        assertThat(none.message()).isEqualTo("API key signature required");
        assertThat(wrong.status()).isEqualTo(16);
        assertThat(wrong.message()).isEqualTo("Bad API key signature");
        assertThat(garbage.message()).isEqualTo("Bad API key signature");
    }

    @Test
    void a_signature_is_good_for_a_day_at_most() {
        for (String date : new String[] {at(Duration.ofMinutes(-1)), at(Duration.ofHours(25)), "tomorrow"}) {
            Heard heard = call(signing, "x-textile-api-key: " + KEY, signed(date), signature(date, SECRET));

            assertThat(heard.message()).as(date).isEqualTo("Bad API key signature");
        }
    }

    @Test
    void over_http_the_key_is_asked_for_too() {
        String post = "POST /http.API/List HTTP/1.1";
        Answer none = gateway.send(post, httpToken.bearer(), "Content-Length: 0");
        Answer right = gateway.send(post, httpToken.bearer(), "x-textile-api-key: bplain", "Content-Length: 0");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.body()).contains("\"code\":\"no_client\"");
        assertThat(right.status()).isEqualTo(200);
    }

    private static Heard call(String... metadata) {
        return GrpcCaller.open(gateway.port(), "/users.API/List").call(metadata).heard();
    }

    private static String at(Duration fromNow) {
        Instant then = InstantSource.system().instant().plus(fromNow);
        return then.toString();
    }

    private static String signed(String date) {
        return "x-textile-api-sig-msg: " + date;
    }

    private static String signature(String date, byte[] secret) {
        return "x-textile-api-sig: " + TextileCaller.sign(Multibase.base32(secret), date);
    }
}
