package dev.scopegate.admin.dialects.textile;

import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.wire.key.Ed25519Seed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * What a token record reads as in Textile's form: a JWT under this installation's Ed25519 key. The same record always
 * gives the same text, since such signatures are deterministic; so it is made again and never kept.
 */
final class UserTokenForm {

    private static final String HEADER =
            encoded("{\"alg\":\"Ed25519\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));

    private final Ed25519Seed key;
    private final String issuer;

    UserTokenForm(Ed25519Seed key) {
        this.key = key;
        this.issuer = key.publicKey().text();
    }

    /** The token; none of the texts in it needs escaping. */
    String of(TokenRecord token) {
        Instant end = token.terms().validity().expiresAt();
        String claims = "{\"iat\":" + token.issuance().at().getEpochSecond()
                + ",\"iss\":\"" + issuer
                + "\",\"jti\":\"" + token.id()
                + "\",\"sub\":\"" + subject(token)
                + (end == null ? "\"}" : "\",\"exp\":" + end.getEpochSecond() + "}");
        String signed = HEADER + "." + encoded(claims.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoded(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String subject(TokenRecord token) {
        return Identity.parse(String.valueOf(token.issuance().identity())).value();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "UserTokenForm[" + issuer + "]";
    }
}
