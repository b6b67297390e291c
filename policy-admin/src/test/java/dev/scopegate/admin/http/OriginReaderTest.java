package dev.scopegate.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class OriginReaderTest {

    private static String origin(String peer, String forwarded, String... proxies) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", forwarded);
        List<Network> networks = List.of(proxies).stream().map(Network::parse).toList();
        return new OriginReader(networks, networks).read(request).address();
    }

    @Test
    void without_listed_proxies_the_peer_is_the_origin_whatever_it_says() {
        assertThat(origin("192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    }

    @Test
    void a_listed_proxy_is_believed_up_to_the_first_hop_that_is_not_listed() {
        assertThat(origin("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.0.0.2", "10.0.0.0/8"))
                .isEqualTo("198.51.100.7");
        assertThat(origin("192.0.2.1", "198.51.100.7", "10.0.0.0/8")).isEqualTo("192.0.2.1");
    }

    @Test
    void the_gateway_tells_the_clients_address_where_it_is_listed() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Scopegate-Client-Address", "198.51.100.7");

        List<Network> here = List.of(Network.parse("10.0.0.0/8"));
        assertThat(new OriginReader(here, here).read(request).address()).isEqualTo("198.51.100.7");
        assertThat(new OriginReader(List.of(), List.of()).read(request).address())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void a_listed_proxy_that_is_no_gateway_passes_on_what_the_client_wrote_and_is_not_believed_in_that() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("10.0.0.1");
        request.addHeader("X-Forwarded-For", "203.0.113.9");
        request.addHeader("X-Scopegate-Client-Address", "198.51.100.7");

        assertThat(new OriginReader(List.of(Network.parse("10.0.0.0/8")), List.of(Network.parse("10.0.0.2/32")))
                        .read(request)
                        .address())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void what_is_no_address_is_never_looked_up() {
        assertThat(origin("10.0.0.1", "example.com", "10.0.0.0/8")).isEqualTo("10.0.0.1");
        assertThat(OriginReader.parse("example.com")).isNull();
        assertThat(OriginReader.parse("10.0.0.0/8")).isNull();
    }
}
