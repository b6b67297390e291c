package dev.scopegate.admin.oauth;

import java.time.Duration;
import org.springframework.http.ResponseCookie;

/** The cookie in which a browser keeps the secret of a login that it began. */
public final class SecretCookie {

    /** Its name. */
    public static final String NAME = "scopegate_oauth";

    private SecretCookie() {}

    /** As a header sets it; an empty secret takes it away. Lax, since it must come along when the provider sends back. */
    public static String of(String secret, String path, boolean secure) {
        return ResponseCookie.from(NAME, secret)
                .path(path)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(secret.isEmpty() ? Duration.ZERO : OAuthLogins.LIFETIME)
                .build()
                .toString();
    }
}
