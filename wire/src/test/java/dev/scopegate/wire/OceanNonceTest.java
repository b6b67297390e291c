package dev.scopegate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.wire.ocean.OceanNonce;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OceanNonceTest {

    @Test
    void whoever_has_no_nonce_is_told_1() {
        assertThat(OceanNonce.toldTo(Optional.empty())).isEqualTo(BigInteger.ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "10.5",
                "1644315615.24195",
                "1795376160433",
                "9007199254740989.9",
                "9007199254740990",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "1795376160433000001",
                "18446744073709551616",
                "99999999999999999999"
            })
    void a_client_that_adds_1_in_doubles_gets_past_what_it_used(String last) {
        BigInteger told = OceanNonce.toldTo(Optional.of(new BigDecimal(last)));

        String next = new BigDecimal(Double.toString(Double.parseDouble(told.toString()) + 1)).toPlainString();

        assertThat(new BigDecimal(next)).isGreaterThan(new BigDecimal(last));
        assertThat(OceanNonce.isUsable(next.replaceFirst("\\.0$", "")) || last.length() == 20)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-1", "+1", "1e3", "NaN", "Infinity", ".5", "1.", "0x10", " 1", "100000000000000000000"})
    void what_clients_cannot_count_on_is_no_nonce(String text) {
        assertThat(OceanNonce.isUsable(text)).isFalse();
    }
}
