package dev.scopegate.admin.introspection;

import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Introspection (RFC 7662) and revocation (RFC 7009) of tokens of every form. */
@RestController
@RequestMapping("/oauth2")
final class IntrospectionController {

    private final Introspection introspection;
    private final Revocations revocations;

    IntrospectionController(Introspection introspection, Revocations revocations) {
        this.introspection = introspection;
        this.revocations = revocations;
    }

    @PostMapping("/introspect")
    Map<String, Object> introspect(Caller caller, HttpServletRequest request) throws IOException {
        return IntrospectionForm.write(
                introspection.inspect(caller, Form.of(request).token()));
    }

    /** A token that is not there, or over, is answered like one that was ended: it does not work any more. */
    @PostMapping("/revoke")
    ResponseEntity<Revoked> revoke(Caller caller, HttpServletRequest request) throws IOException {
        return introspection
                .toRevoke(caller, Form.of(request).token())
                .map(token -> revocations.revoke(caller, token, "revoked by its value"))
                .map(acknowledged -> ResponseEntity.ok(new Revoked(true, acknowledged)))
                .orElseGet(() -> ResponseEntity.ok().build());
    }

    /** What a client of RFC 7009 need not read: how many gateways have seen it. */
    record Revoked(boolean revoked, Acknowledged acknowledged) {}
}
