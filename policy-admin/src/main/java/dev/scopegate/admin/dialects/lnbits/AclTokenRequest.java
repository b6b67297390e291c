package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.TokenRequest;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client may say about a token that it wants from an access list; nothing of it is required. */
final class AclTokenRequest {

    private static final Set<String> AUDIENCE = Set.of("lnbits");

    private final InstantSource clock;

    AclTokenRequest(InstantSource clock) {
        this.clock = clock;
    }

    TokenRequest of(String accessList, Optional<Body> body) {
        String name = body.map(AclTokenRequest::name).orElse("");
        Instant end = body.map(this::end).orElse(null);
        return new TokenRequest(name, accessList, null, null, null, AUDIENCE, Validity.until(end));
    }

    /** {@code token_name} is what LNbits itself calls it. */
    private static String name(Body body) {
        String name = body.optionalText("name");
        return TokenForm.description(name == null ? body.optionalText("token_name") : name);
    }

    private @Nullable Instant end(Body body) {
        Long minutes = body.optionalNumber("expiration_time_minutes");
        if (minutes != null && (minutes < 1 || minutes > TokenForm.MOST_SECONDS / 60)) {
            throw RefusedException.invalid("expiration_time_minutes must be from 1 to " + TokenForm.MOST_SECONDS / 60
                    + ", but was " + minutes);
        }
        return TokenForm.expiry(minutes == null ? null : Long.valueOf(minutes * 60), clock.instant());
    }
}
