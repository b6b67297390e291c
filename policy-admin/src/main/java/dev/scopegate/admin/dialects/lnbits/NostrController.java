package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.BodyReader;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logs in the holder of a Nostr key: by an event in the {@code Authorization} header, or in the body. */
@RestController
@Speaks("lnbits")
final class NostrController {

    private static final String PATH = "/api/v1/auth/nostr";
    private static final String SCHEME = "nostr ";

    private final NostrProofs proofs;
    private final Logins logins;
    private final LoginAttempts attempts;

    NostrController(NostrProofs proofs, Logins logins, LoginAttempts attempts) {
        this.proofs = proofs;
        this.logins = logins;
        this.attempts = attempts;
    }

    @Open
    @PostMapping(PATH)
    Map<String, Object> logIn(HttpServletRequest request, Origin origin) throws IOException {
        attempts.admitProof(origin);
        byte[] body = BodyReader.bytes(request);
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        boolean inHeader = !headers.isEmpty();
        NostrEvent event = inHeader ? inHeader(headers) : inBody(body);
        String token = logins.logIn(proofs.prove(event, PATH, inHeader ? body : null), origin);
        return LoginController.bearer(token);
    }

    private static NostrEvent inHeader(List<String> headers) {
        String header = headers.getFirst();
        if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw RefusedException.invalid("Invalid Authorization scheme.");
        }
        try {
            return NostrEvent.of(Body.parse(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip())));
        } catch (IllegalArgumentException | RefusedException e) {
            throw NostrEvent.unreadable();
        }
    }

    private static NostrEvent inBody(byte[] bytes) {
        if (bytes.length == 0) {
            throw RefusedException.invalid("Nostr Auth header missing.");
        }
        return NostrEvent.in(Body.parse(bytes));
    }
}
