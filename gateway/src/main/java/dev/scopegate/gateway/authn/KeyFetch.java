package dev.scopegate.gateway.authn;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.scopegate.policy.access.WebAddress;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;

/** Gets an issuer's keys over HTTP: a small answer, soon, from that very address, or none. */
final class KeyFetch {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 256 * 1024;

    private final HttpClient http;
    private final Scheduler arithmetic;
    private final String issuer;
    private final @Nullable URI jwksUri;

    /**
     * A way to one issuer's keys.
     *
     * @param arithmetic where answers are parsed
     */
    KeyFetch(HttpClient http, Scheduler arithmetic, String issuer, @Nullable URI jwksUri) {
        this.http = http.followRedirect(false).responseTimeout(TIMEOUT);
        this.arithmetic = arithmetic;
        this.issuer = issuer;
        this.jwksUri = jwksUri;
    }

    Mono<JWKSet> keys() {
        Mono<String> address = jwksUri != null ? Mono.just(jwksUri.toString()) : discovered();
        return address.flatMap(this::get).map(KeyFetch::parsed);
    }

    /** OpenID Connect Discovery, section 4; else RFC 8414, section 3, which puts the name before the path. */
    private Mono<String> discovered() {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        URI parts = URI.create(base);
        String rfc8414 = parts.getScheme() + "://" + parts.getRawAuthority() + "/.well-known/oauth-authorization-server"
                + parts.getRawPath();
        return get(base + "/.well-known/openid-configuration")
                .onErrorResume(IssuerUnavailableException.class, failure -> get(rfc8414))
                .map(this::addressIn);
    }

    private String addressIn(String document) {
        try {
            Map<String, Object> metadata = JSONObjectUtils.parse(document);
            if (issuer.equals(metadata.get("issuer"))
                    && metadata.get("jwks_uri") instanceof String address
                    && WebAddress.isTrustworthy(address)
                    && address.startsWith(issuer.substring(0, issuer.indexOf(':') + 1))) {
                return address;
            }
        } catch (ParseException | RuntimeException e) {
            throw new IssuerUnavailableException("discovery document of '" + issuer + "' is no JSON object");
        }
        throw new IssuerUnavailableException(
                "discovery document of '" + issuer + "' must name that issuer and a jwks_uri of the same scheme");
    }

    private static JWKSet parsed(String document) {
        try {
            return JWKSet.parse(document);
        } catch (ParseException | RuntimeException e) {
            throw new IssuerUnavailableException("key set is none");
        }
    }

    private Mono<String> get(String address) {
        return http.headers(headers -> headers.set("Accept", "application/json"))
                .get()
                .uri(address)
                .response((response, body) -> response.status().code() == 200
                        ? body.asByteArray()
                        : Mono.<byte[]>error(new IssuerUnavailableException("'" + address + "' answered "
                                + response.status().code())))
                .reduceWith(ByteArrayOutputStream::new, (whole, part) -> appended(whole, part, address))
                .timeout(TIMEOUT)
                .publishOn(arithmetic)
                .map(whole -> whole.toString(StandardCharsets.UTF_8))
                .onErrorMap(KeyFetch::outage);
    }

    private static ByteArrayOutputStream appended(ByteArrayOutputStream whole, byte[] part, String address) {
        if (whole.size() + part.length > MAX_BYTES) {
            throw new IssuerUnavailableException("'" + address + "' answered more than " + MAX_BYTES + " bytes");
        }
        whole.writeBytes(part);
        return whole;
    }

    private static Throwable outage(Throwable failure) {
        return failure instanceof IssuerUnavailableException
                ? failure
                : new IssuerUnavailableException(failure.getClass().getSimpleName());
    }
}
