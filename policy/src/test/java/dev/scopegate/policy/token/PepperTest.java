package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PepperTest {

    private final Pepper pepper = Pepper.of("a pepper of these tests");
    private final SecureRandom random = new SecureRandom();

    @Test
    void what_is_sealed_can_be_read_under_the_same_pepper_alone() {
        String sealed = pepper.seal("bsecret", random);

        assertThat(sealed).doesNotContain("bsecret");
        assertThat(pepper.unseal(sealed)).contains("bsecret");
        assertThat(Pepper.of("another pepper of these").unseal(sealed)).isEmpty();
    }

    @Test
    void the_same_secret_is_never_sealed_alike() {
        assertThat(pepper.seal("bsecret", random)).isNotEqualTo(pepper.seal("bsecret", random));
    }

    @Test
    void what_was_altered_is_not_unsealed() {
        String sealed = pepper.seal("bsecret", random);
        String altered = (sealed.charAt(20) == 'A' ? "B" : "A") + sealed.substring(1);

        assertThat(pepper.unseal(altered)).isEmpty();
        assertThat(pepper.unseal("")).isEmpty();
    }
}
