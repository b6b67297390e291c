package dev.scopegate.gateway.forward;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Publishes the keys with which upstreams verify assertions (RFC 7517, RFC 8615). */
public final class JwksEndpoint {

    public static final String PATH = "/.well-known/jwks.json";

    private JwksEndpoint() {}

    public static RouterFunction<ServerResponse> of(SigningKeys keys) {
        String body = keys.publicKeys().toString();
        return RouterFunctions.route(
                RequestPredicates.GET(PATH),
                request -> ServerResponse.ok()
                        .contentType(MediaType.parseMediaType("application/jwk-set+json"))
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .bodyValue(body));
    }
}
