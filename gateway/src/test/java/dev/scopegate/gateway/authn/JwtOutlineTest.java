package dev.scopegate.gateway.authn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtOutlineTest {

    @Test
    void the_issuer_is_read_once_for_all_tokens_that_say_the_same() {
        JwtOutline first =
                JwtOutline.of(token("{\"iss\":\"https://one\"}", "signature")).orElseThrow();
        JwtOutline again =
                JwtOutline.of(token("{\"iss\":\"https://one\"}", "another")).orElseThrow();
        JwtOutline other =
                JwtOutline.of(token("{\"iss\":\"https://two\"}", "signature")).orElseThrow();

        assertThat(first.issuer()).isEqualTo("https://one");
        assertThat(again).isSameAs(first);
        assertThat(other.issuer()).isEqualTo("https://two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"iss\":7}", "{\"iss\":null}"})
    void a_jwt_may_name_no_issuer(String claims) {
        assertThat(JwtOutline.of(token(claims, "signature"))).contains(new JwtOutline(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"iss\":", ""})
    void what_is_no_jwt_stays_none(String claims) {
        Optional<JwtOutline> none = Optional.empty();
        for (int i = 0; i < 2; i++) {
            assertThat(JwtOutline.of(token(claims, "signature"))).isEqualTo(none);
        }
    }

    private static String token(String claims, String signature) {
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        return "eyJhbGciOiJFUzI1NiJ9." + payload + "." + signature;
    }
}
