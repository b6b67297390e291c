package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpaqueTokenTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @EnumSource(TokenKind.class)
    void has_the_documented_form_and_reads_back(TokenKind kind) {
        String value = OpaqueToken.generate(kind, RANDOM).value();

        assertThat(value).matches("sg_" + kind.code() + "_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
        assertThat(OpaqueToken.parse(value)).map(OpaqueToken::value).contains(value);
    }

    /** Guards against look-ups for typos: any single changed character is found by the checksum. */
    @RepeatedTest(50)
    void one_wrong_character_is_refused_without_a_look_up() {
        String value = OpaqueToken.generate(TokenKind.CAPABILITY, RANDOM).value();
        int position = RANDOM.nextInt(value.length());
        char other = value.charAt(position) == 'x' ? 'y' : 'x';

        assertThat(OpaqueToken.parse(value.substring(0, position) + other + value.substring(position + 1)))
                .isEmpty();
        assertThat(OpaqueToken.parse(value.substring(1))).isEmpty();
        assertThat(OpaqueToken.parse(value + "x")).isEmpty();
    }

    @Test
    void short_texts_are_no_tokens() {
        for (String text : new String[] {"", "sg_", "sg__", "sg_cap_", "sg_cap__", "sg_cap_a_bbbbbb"}) {
            assertThat(OpaqueToken.parse(text)).isEmpty();
        }
    }

    @Test
    void neither_token_nor_pepper_can_be_printed() {
        OpaqueToken token = OpaqueToken.generate(TokenKind.USER, RANDOM);

        assertThat(token).hasToString("OpaqueToken[secret]");
        assertThat(Pepper.of("a pepper for the tests")).hasToString("Pepper[secret]");
        assertThatThrownBy(() -> Pepper.of("short secret")).hasMessageNotContaining("short secret");
    }

    @Test
    void a_digest_depends_on_the_pepper_and_on_every_character() {
        Pepper pepper = Pepper.of("a pepper for the tests");

        assertThat(pepper.digest("token")).isEqualTo(pepper.digest("token"));
        assertThat(pepper.digest("token")).isNotEqualTo(pepper.digest("tokem"));
        assertThat(pepper.digest("token"))
                .isNotEqualTo(Pepper.of("another pepper, as long").digest("token"));
    }
}
