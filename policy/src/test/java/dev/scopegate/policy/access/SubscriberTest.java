package dev.scopegate.policy.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriberTest {

    /** Guards against who calls from another of his 2^64 addresses each time. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "fe80::1%1, fe80::2, true"
    })
    void a_subscriber_has_one_address_or_one_network(String one, String other, boolean same)
            throws UnknownHostException {
        assertThat(of(one).equals(of(other))).isEqualTo(same);
    }

    private static String of(String literal) throws UnknownHostException {
        return Subscriber.of(InetAddress.getByName(literal));
    }
}
