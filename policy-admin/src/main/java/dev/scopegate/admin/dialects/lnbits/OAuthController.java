package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.oauth.Deed;
import dev.scopegate.admin.oauth.OAuthLogins;
import dev.scopegate.admin.oauth.OAuthLogins.Begun;
import dev.scopegate.admin.oauth.OAuthLogins.Returned;
import dev.scopegate.admin.oauth.SecretCookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Logs in whoever has an account at a provider: sends the browser there, and takes the code that it comes back with. */
@RestController
@Speaks("lnbits")
@Open
@RequestMapping("/api/v1/auth/{provider}")
final class OAuthController {

    private final OAuthLogins oauth;
    private final Logins logins;
    private final LoginAttempts attempts;
    private final ExternalUrls urls;

    OAuthController(OAuthLogins oauth, Logins logins, LoginAttempts attempts, ExternalUrls urls) {
        this.oauth = oauth;
        this.logins = logins;
        this.attempts = attempts;
        this.urls = urls;
    }

    @GetMapping
    ResponseEntity<Void> begin(@PathVariable String provider, HttpServletRequest request, Origin origin) {
        attempts.admitProof(origin);
        Begun begun = oauth.begin(provider, Deed.logIn(), request);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(begun.location())
                .header(HttpHeaders.SET_COOKIE, cookies(begun.browserSecret()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Where the provider sends the browser. */
    @GetMapping("/token")
    ResponseEntity<Map<String, Object>> returned(
            @PathVariable String provider,
            @RequestParam Map<String, String> query,
            @CookieValue(name = SecretCookie.NAME, defaultValue = "") String browser,
            Origin origin) {
        String error = query.get("error");
        if (error != null) {
            throw oauth.refusal(provider, error);
        }
        return complete(provider, new Returned(required(query, "code"), required(query, "state"), browser), origin);
    }

    @PostMapping("/token")
    ResponseEntity<Map<String, Object>> complete(
            @PathVariable String provider,
            Body body,
            @CookieValue(name = SecretCookie.NAME, defaultValue = "") String browser,
            Origin origin) {
        return complete(provider, new Returned(body.text("code"), body.text("state"), browser), origin);
    }

    private ResponseEntity<Map<String, Object>> complete(String provider, Returned returned, Origin origin) {
        attempts.admitProof(origin);
        String token = logins.logIn(oauth.complete(provider, Deed.logIn(), returned), origin);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookies(""))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(LoginController.bearer(token));
    }

    /** One for the addresses where a login ends and one for that where an identity is linked: no other API gets it. */
    private String[] cookies(String secret) {
        boolean secure = urls.first().startsWith("https:");
        return Stream.of("/api/v1/auth", "/api/v1/identities")
                .map(path -> SecretCookie.of(secret, path, secure))
                .toArray(String[]::new);
    }

    private static String required(Map<String, String> query, String name) {
        @Nullable String value = query.get(name);
        if (value == null) {
            throw RefusedException.invalid("'" + name + "' is required");
        }
        return value;
    }
}
