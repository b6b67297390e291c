package dev.scopegate.admin.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/** The JWT that a login gives (RFC 9068). It also has a record under its {@code jti}, so that it can be revoked. */
public final class LoginTokens {

    private static final String TYPE = "at+jwt";
    private static final String AUDIENCE = "scopegate";

    private final SigningKeys keys;
    private final String issuer;

    public LoginTokens(SigningKeys keys, String issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    public String sign(String tokenId, String account, Instant issuedAt, Instant expiresAt) {
        return keys.sign(
                TYPE,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(AUDIENCE)
                        .subject(account)
                        .jwtID(tokenId)
                        .issueTime(Date.from(issuedAt))
                        .expirationTime(Date.from(expiresAt))
                        .build());
    }

    /** Whether the text is a JWT that says it is ours; what it says is not believed yet. */
    public boolean claims(String token) {
        try {
            return token.chars().filter(c -> c == '.').count() == 2
                    && issuer.equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException | RuntimeException e) {
            // The parser trips over some texts that are no JWT, such as a header that reads null.
            return false;
        }
    }

    /** What a genuine token says; nothing for every other text. When it ends is its record's business too. */
    public Optional<Login> verify(String token) {
        return keys.verify(TYPE, token)
                .filter(claims -> issuer.equals(claims.getIssuer()))
                .filter(claims -> claims.getAudience().equals(List.of(AUDIENCE)))
                .filter(claims ->
                        claims.getJWTID() != null && claims.getSubject() != null && claims.getExpirationTime() != null)
                .map(claims -> new Login(
                        claims.getJWTID(),
                        claims.getSubject(),
                        claims.getExpirationTime().toInstant()));
    }

    /** A login, as its token tells it. */
    public record Login(String tokenId, String account, Instant expiresAt) {}
}
