package dev.scopegate.gateway.authn;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a JWT says of itself, unproved: enough to see whose it claims to be. */
public record JwtOutline(@Nullable String issuer) {

    public static Optional<JwtOutline> of(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 1 || second < 0) {
            return Optional.empty();
        }
        try {
            String payload = new Base64URL(token.substring(first + 1, second)).decodeToString();
            Map<String, Object> claims = JSONObjectUtils.parse(payload);
            return Optional.of(new JwtOutline(claims.get("iss") instanceof String issuer ? issuer : null));
        } catch (ParseException | RuntimeException e) {
            // The parser trips over some texts that are no JWT, such as claims that read null.
            return Optional.empty();
        }
    }
}
