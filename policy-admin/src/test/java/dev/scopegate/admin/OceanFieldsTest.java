package dev.scopegate.admin;

import static dev.scopegate.admin.OceanCalls.creation;
import static dev.scopegate.admin.OceanCalls.inAnHour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.wire.EthereumWallet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Ocean's clients are told about fields that are missing or wrong. */
class OceanFieldsTest {

    private final AdminApp app = AdminApp.shared();
    private final EthereumWallet wallet = new EthereumWallet();

    @ParameterizedTest
    @ValueSource(strings = {"address", "nonce", "expiration", "signature"})
    void what_is_missing_is_named(String missing) {
        String path = creation(wallet.address(), "1", inAnHour(), wallet.sign(wallet.address() + "1"))
                .replaceFirst("([?&])" + missing + "=[^&]*&?", "$1");

        Answer answer = app.get(path, null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").propertyNames()).containsExactly(missing);
        assertThat(answer.json().get("errors").get(missing).get(0).asString())
                .isEqualTo("The " + missing + " field is required.");
        assertThat(answer.body()).endsWith("\"message\":\"Validation error\",\"success\":false}");
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, abc, The nonce must be a number.",
        "nonce, 1e3, The nonce must be a number.",
        "nonce, 100000000000000000000, The nonce must be a number.",
        "expiration, soon, The expiration must be an integer.",
        "expiration, -1, The expiration must be an integer.",
        "expiration, 1.5e9, The expiration must be an integer.",
        "expiration, 0, Invalid timestamp provided.",
        "expiration, 253402300800, Invalid timestamp provided.",
        "expiration, 99999999999999999999, Invalid timestamp provided.",
        "expiration, 1795376160433, Invalid timestamp provided.",
        "address, 0x12, The address must be an Ethereum address.",
    })
    void what_is_wrong_is_told_by_field(String field, String value, String text) {
        String path = creation(wallet.address(), "1", inAnHour(), wallet.sign(wallet.address() + "1"))
                .replaceFirst("([?&]" + field + "=)[^&]*", "$1" + value);

        assertThat(app.get(path, null))
                .hasToString("400 {\"errors\":{\"" + field + "\":[\"" + text
                        + "\"]},\"message\":\"Validation error\",\"success\":false}");
    }
}
