package dev.scopegate.gateway.authn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a JWT says of itself, unproved: enough to see whose it claims to be. */
public record JwtOutline(@Nullable String issuer) {

    /** Bytes, about: as many payloads as there are tokens that verifiers remember. */
    private static final int MOST_REMEMBERED = 10_000_000;

    private static final int BYTES_PER_ENTRY = 150;

    /** Of payloads that came lately: they are no secret without their signatures, and taking one apart costs microseconds. */
    private static final Cache<String, JwtOutline> REMEMBERED = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED)
            .weigher((String payload, JwtOutline outline) -> BYTES_PER_ENTRY + payload.length())
            .executor(Runnable::run)
            .build();

    public static Optional<JwtOutline> of(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 1 || second < 0) {
            return Optional.empty();
        }
        String payload = token.substring(first + 1, second);
        JwtOutline known = REMEMBERED.getIfPresent(payload);
        return known == null ? read(payload) : Optional.of(known);
    }

    private static Optional<JwtOutline> read(String payload) {
        try {
            Map<String, Object> claims = JSONObjectUtils.parse(new Base64URL(payload).decodeToString());
            JwtOutline outline = new JwtOutline(claims.get("iss") instanceof String issuer ? issuer : null);
            REMEMBERED.put(payload, outline);
            return Optional.of(outline);
        } catch (ParseException | RuntimeException e) {
            // The parser trips over some texts that are no JWT, such as claims that read null.
            return Optional.empty();
        }
    }
}
