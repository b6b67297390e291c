package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passkeys in our own API. */
@RestController
@RequestMapping("/api/v1/passkeys")
final class PasskeysController {

    private final Passkeys passkeys;

    PasskeysController(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @GetMapping
    Map<String, List<Map<String, @Nullable Object>>> list(Caller caller) {
        return Map.of(
                "passkeys",
                passkeys.of(caller).stream().map(PasskeysController::form).toList());
    }

    @PostMapping("/options")
    Map<String, Object> begin(Caller caller, Optional<Body> proof) {
        return passkeys.begin(caller, proof.orElse(null));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> register(Caller caller, Body body) {
        return form(passkeys.register(caller, body));
    }

    @DeleteMapping("/{id}")
    Map<String, Object> remove(Caller caller, @PathVariable String id, Optional<Body> proof) {
        return Map.of("id", id, "removed", true, "acknowledged", passkeys.remove(caller, id, proof.orElse(null)));
    }

    @Open
    @PostMapping("/sign-in/options")
    Map<String, Object> beginSignIn(Origin origin) {
        return passkeys.beginSignIn(origin);
    }

    @Open
    @PostMapping("/sign-in")
    Map<String, Object> signIn(Body body, Origin origin) {
        return Map.of("access_token", passkeys.signIn(body, origin), "token_type", "bearer");
    }

    private static Map<String, @Nullable Object> form(Passkey key) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", key.id());
        form.put("name", key.name());
        form.put("backedUp", key.backup().done());
        form.put("createdAt", key.createdAt().toString());
        form.put("lastUsed", key.lastUsed() == null ? null : key.lastUsed().toString());
        return form;
    }
}
