package dev.scopegate.admin.oauth;

import dev.scopegate.policy.access.WebAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** How providers are called: briefly, and never at an address to which they merely send us on. */
final class ProviderCalls {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);

    private static final List<String> NEEDED = List.of("authorization_endpoint", "token_endpoint", "jwks_uri");

    private static final List<String> ADDRESSES =
            List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint");

    private final ClientHttpRequestFactory factory;

    ProviderCalls() {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(READ);
        this.factory = requests;
    }

    /** For the exchange of a code: what Spring's own client is made of, but for the limits. */
    RestClient tokens() {
        return RestClient.builder()
                .requestFactory(factory)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new Errors())
                .build();
    }

    /** For user info and keys, as Spring's classes for these take it. */
    RestTemplate reads() {
        RestTemplate template = new RestTemplate(factory);
        template.setErrorHandler(new Errors());
        return template;
    }

    /** What an issuer says of itself (OpenID Connect Discovery, section 4). */
    Map<String, Object> discover(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        Map<String, Object> metadata = RestClient.builder()
                .requestFactory(factory)
                .defaultStatusHandler(new Errors())
                .build()
                .get()
                .uri(URI.create(base + "/.well-known/openid-configuration"))
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (metadata == null
                || !issuer.equals(metadata.get("issuer"))
                || !metadata.keySet().containsAll(NEEDED)) {
            throw new RestClientException("metadata must have the issuer " + issuer + " and " + NEEDED);
        }
        for (String endpoint : ADDRESSES) {
            if (metadata.get(endpoint) instanceof String address && !WebAddress.isTrustworthy(address)) {
                throw new RestClientException(
                        endpoint + " must be an https address, or an http one of this machine, but is another");
            }
        }
        return metadata;
    }

    /** Spring's own, for which an answer that sends elsewhere is no error. */
    private static final class Errors extends OAuth2ErrorResponseErrorHandler {

        @Override
        public boolean hasError(ClientHttpResponse response) throws IOException {
            return !response.getStatusCode().is2xxSuccessful();
        }

        @Override
        public void handleError(URI url, HttpMethod method, ClientHttpResponse response) throws IOException {
            if (!response.getStatusCode().isError()) {
                throw new RestClientException("an answer must be 200, but was " + response.getStatusCode());
            }
            super.handleError(url, method, response);
        }
    }
}
