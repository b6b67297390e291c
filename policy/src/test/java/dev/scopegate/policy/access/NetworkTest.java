package dev.scopegate.policy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::/0, 10.0.0.1, false",
    })
    void holds_the_addresses_of_its_range(String network, String address, boolean expected)
            throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.1.0.0/16, true",
        "10.1.0.0/16, 10.0.0.0/8, false",
        "10.0.0.0/8, 10.0.0.0/8, true",
        "::/0, 10.0.0.0/8, false"
    })
    void covers_a_narrower_range(String wide, String narrow, boolean expected) {
        assertThat(Network.parse(wide).covers(Network.parse(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "beef",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0",
                "300.0.0.1",
                "::/129"
            })
    void what_is_no_range_is_refused_with_the_input_quoted(String text) {
        assertThatThrownBy(() -> Network.parse(text)).hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "192.0.2.7/32"})
    void reads_back_what_it_writes(String text) {
        assertThat(Network.parse(text)).hasToString(text);
    }
}
