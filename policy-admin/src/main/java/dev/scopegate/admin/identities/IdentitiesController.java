package dev.scopegate.admin.identities;

import dev.scopegate.admin.accounts.IdentityProof.ProofContext;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.identities.Identities.Linked;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Identity;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The identities of the caller's account. */
@RestController
@RequestMapping("/api/v1/identities")
final class IdentitiesController {

    private final Identities identities;
    private final IdentityProofs proofs;

    IdentitiesController(Identities identities, IdentityProofs proofs) {
        this.identities = identities;
        this.proofs = proofs;
    }

    @GetMapping
    Map<String, Object> list(Caller caller) {
        List<Map<String, Object>> list =
                identities.of(caller).stream().map(IdentitiesController::form).toList();
        return Map.of("identities", list);
    }

    @PostMapping
    ResponseEntity<Map<String, Object>> link(Caller caller, Body body, HttpServletRequest request) {
        boolean fresh = identities.checkWhereAsked(caller, body.optionalObject("proof"));
        Linked linked = identities.link(caller, proofs.prove(body, new ProofContext(caller, cookies(request))), fresh);
        return ResponseEntity.status(linked.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(form(linked.identity()));
    }

    /** The identity stands in the body: in a path or a query some of its characters would mean something else. */
    @DeleteMapping
    Map<String, Object> unlink(Caller caller, Body body) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("identity", body.text("identity"));
        answer.put("acknowledged", identities.unlink(caller, body.text("identity"), body.optionalObject("proof")));
        return answer;
    }

    private static Map<String, Object> form(Identity identity) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("identity", identity.text());
        form.put("scheme", identity.scheme());
        form.put("value", identity.value());
        return form;
    }

    private static Map<String, String> cookies(HttpServletRequest request) {
        Map<String, String> cookies = new HashMap<>();
        if (request.getCookies() != null) {
            for (Cookie cookie : request.getCookies()) {
                cookies.putIfAbsent(cookie.getName(), cookie.getValue());
            }
        }
        return cookies;
    }
}
