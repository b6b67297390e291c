package dev.scopegate.policy.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.example",
                "HTTPS://idp.example:8443/realm?x=y",
                "http://localhost:8080/realm",
                "http://127.0.0.1",
                "http://127.1.2.3:9/x",
                "http://[::1]:8080/"
            })
    void https_and_this_machine_are_believed(String address) {
        assertThat(WebAddress.isTrustworthy(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://127.0.0.1@idp.example",
                "https://user@idp.example",
                "http://10.0.0.1",
                "http://[::ffff:10.0.0.1]",
                "ftp://localhost",
                "file:///etc/passwd",
                "idp.example",
                "https:",
                "http://a b",
                ""
            })
    void plain_http_to_anywhere_else_is_not(String address) {
        assertThat(WebAddress.isTrustworthy(address)).isFalse();
    }
}
