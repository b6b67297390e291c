package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Page;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tokens of this app's own API. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokensController {

    private final Tokens tokens;
    private final TokenLife life;
    private final Custody custody;
    private final Revocations revocations;
    private final Effects effects;

    TokensController(Tokens tokens, TokenLife life, Custody custody, Revocations revocations, Effects effects) {
        this.tokens = tokens;
        this.life = life;
        this.custody = custody;
        this.revocations = revocations;
        this.effects = effects;
    }

    /** What an answer tells beside the record. */
    record Effects(Acknowledgement acknowledgement, Registry registry, InstantSource clock) {}

    @GetMapping
    Map<String, Object> list(
            Caller caller, @RequestParam @Nullable Integer offset, @RequestParam @Nullable Integer count) {
        Page page = Page.of(offset, count);
        List<Map<String, Object>> list = custody.list(caller, page.offset(), page.count()).stream()
                .map(TokenForm::write)
                .toList();
        return Map.of("tokens", list, "offset", page.offset());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> issue(Caller caller, Body body) {
        return shown(tokens.issue(caller, TokenForm.parse(body, effects.clock().instant())));
    }

    @GetMapping("/{id}")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        Map<String, Object> form =
                new LinkedHashMap<>(TokenForm.write(custody.require(caller, id).value()));
        Reply.of(effects.registry().lastUsed(id)).ifPresent(used -> form.put("lastUsedAt", used.toString()));
        return form;
    }

    @PostMapping("/{id}/disable")
    Map<String, Object> disable(Caller caller, @PathVariable String id) {
        return answer(life.disable(caller, id, true));
    }

    @PostMapping("/{id}/enable")
    Map<String, Object> enable(Caller caller, @PathVariable String id) {
        return answer(life.disable(caller, id, false));
    }

    @PostMapping("/{id}/rotate")
    Map<String, Object> rotate(Caller caller, @PathVariable String id, Body body) {
        Long grace = body.optionalNumber("graceSeconds");
        long seconds = grace == null ? 0 : Math.clamp(grace, -1L, TokenForm.MOST_SECONDS);
        return shown(life.rotate(caller, id, Duration.ofSeconds(seconds)));
    }

    @DeleteMapping("/{id}")
    Revoked revoke(Caller caller, @PathVariable String id) {
        Stored<TokenRecord> token = custody.require(caller, id);
        Acknowledged acknowledged = revocations.revoke(caller, token, "revoked by its owner");
        return new Revoked(id, true, acknowledged);
    }

    private Map<String, Object> answer(Switched switched) {
        Map<String, Object> form = new LinkedHashMap<>(TokenForm.write(switched.token()));
        form.put("acknowledged", effects.acknowledgement().await(switched.at()));
        return form;
    }

    private static Map<String, Object> shown(Issued issued) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", issued.token().id());
        form.put("token", issued.secret().value());
        form.putAll(TokenForm.write(issued.token()));
        return form;
    }

    /** The answer to a revocation, with the gateways that have seen it. */
    record Revoked(String id, boolean revoked, Acknowledged acknowledged) {}
}
