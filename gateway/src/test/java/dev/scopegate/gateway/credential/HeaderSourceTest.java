package dev.scopegate.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class HeaderSourceTest {

    private final CredentialReader reader = new CredentialReader();
    private final List<CredentialSource> sources =
            List.of(CredentialSource.of("header:AuthToken"), CredentialSource.of("header:Authorization"));

    private Reading read(String name, String value) {
        return reader.read(MockServerHttpRequest.get("/").header(name, value).build(), sources);
    }

    @Test
    void a_token_may_stand_without_a_scheme() {
        assertThat(read("Authorization", "ey.ey.sig")).isEqualTo(new Reading.One(new Credential("ey.ey.sig")));
        assertThat(read("AuthToken", "ey.ey.sig")).isEqualTo(new Reading.One(new Credential("ey.ey.sig")));
        assertThat(read("Authorization", "Basic abc")).isInstanceOf(Reading.None.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"undefined", "null", "", " undefined "})
    void the_words_that_scripts_send_for_nothing_are_no_credential(String value) {
        assertThat(read("Authorization", value)).isInstanceOf(Reading.None.class);
        assertThat(read("AuthToken", value)).isInstanceOf(Reading.None.class);
    }

    @Test
    void they_do_not_stand_beside_a_token_as_another_one_and_go_no_further() {
        MockServerHttpRequest request = MockServerHttpRequest.get("/")
                .header("Authorization", "undefined")
                .header("AuthToken", "ey.ey.sig")
                .build();
        HttpHeaders headers = HttpHeaders.copyOf(request.getHeaders());

        sources.forEach(source -> source.strip(headers));

        assertThat(reader.read(request, sources)).isEqualTo(new Reading.One(new Credential("ey.ey.sig")));
        assertThat(headers.containsHeader("Authorization")).isFalse();
        assertThat(headers.containsHeader("AuthToken")).isFalse();
    }
}
