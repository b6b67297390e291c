package dev.scopegate.admin.decisions;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.OriginReader;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decisions asked about in advance, or after the fact. */
@RestController
@RequestMapping("/api/v1/decisions")
final class DecisionsController {

    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}");

    private final Explanations explanations;
    private final InstantSource clock;

    DecisionsController(Explanations explanations, InstantSource clock) {
        this.explanations = explanations;
        this.clock = clock;
    }

    @PostMapping("/explain")
    Map<String, Object> explain(Caller caller, Body body) {
        String id = body.optionalText("tokenId");
        String token = body.optionalText("token");
        if ((id == null) == (token == null)) {
            throw RefusedException.invalid("either 'tokenId' or 'token' is required");
        }
        return ExplanationForm.write(explanations.explain(caller, id, token, call(body)));
    }

    private AccessRequest call(Body body) {
        String api = body.text("api");
        String method = body.text("method");
        if (!METHOD.matcher(method).matches()) {
            throw RefusedException.invalid("method must be upper-case letters, but was '" + method + "'");
        }
        CanonicalPath path = CanonicalPath.of(body.text("path"))
                .orElseThrow(() -> RefusedException.invalid("path has no canonical form: such a call is refused as"
                        + " ambiguous_path before any token is looked at"));
        return new AccessRequest("explain", api, method, path, address(body.optionalText("address")), clock.instant());
    }

    private static @Nullable InetAddress address(@Nullable String text) {
        InetAddress address = text == null ? null : OriginReader.parse(text);
        if (text != null && address == null) {
            throw RefusedException.invalid("address must be an IP address, but was '" + text + "'");
        }
        return address;
    }
}
