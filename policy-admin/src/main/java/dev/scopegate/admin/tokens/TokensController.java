package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.RecordPage;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import dev.scopegate.store.TokenState;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
    private final TokenChanges changes;
    private final TokenList list;
    private final Custody custody;
    private final Revocations revocations;
    private final Effects effects;

    TokensController(Tokens tokens, TokenLife life, TokenChanges changes, Revocations revocations, Effects effects) {
        this.tokens = tokens;
        this.life = life;
        this.changes = changes;
        this.list = effects.list();
        this.custody = effects.custody();
        this.revocations = revocations;
        this.effects = effects;
    }

    /** Where tokens are found, and what an answer tells beside the record. */
    record Effects(
            TokenList list, Custody custody, Acknowledgement acknowledgement, Registry registry, InstantSource clock) {}

    @Parameter(in = ParameterIn.QUERY, name = "state", description = "active, disabled, revoked or expired")
    @Parameter(in = ParameterIn.QUERY, name = "kind", description = "such as capability, access_list, user or login")
    @Parameter(in = ParameterIn.QUERY, name = "accessList", description = "id of the list that they are issued from")
    @Parameter(in = ParameterIn.QUERY, name = "parent", description = "id of the token that issued them")
    @Parameter(in = ParameterIn.QUERY, name = "account", description = "whose; for administrators")
    @Parameter(in = ParameterIn.QUERY, name = "text", description = "in the description, or how the id begins")
    @Parameter(in = ParameterIn.QUERY, name = "count", description = "how many at most")
    @Parameter(in = ParameterIn.QUERY, name = "before", description = "the 'next' of the answer before")
    @GetMapping
    Map<String, Object> list(Caller caller, @Parameter(hidden = true) @RequestParam Map<String, String> asked) {
        Cursor cursor = Cursor.of(TokenQueryForm.count(asked), asked.get("before"));
        RecordPage<TokenRecord> page = list.find(caller, TokenQueryForm.parse(asked), cursor);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("tokens", page.records().stream().map(this::form).toList());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> issue(Caller caller, Body body) {
        return shown(tokens.issue(caller, TokenForm.parse(body, effects.clock().instant())));
    }

    @GetMapping("/{id}")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        Map<String, Object> form = form(custody.require(caller, id).value());
        Reply.of(effects.registry().lastUsed(id)).ifPresent(used -> form.put("lastUsedAt", used.toString()));
        return form;
    }

    @PatchMapping("/{id}")
    Map<String, Object> change(Caller caller, @PathVariable String id, Body body) {
        return answer(changes.change(caller, id, TokenForm.parseChange(body)));
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
        Map<String, Object> form = form(switched.token());
        form.put("acknowledged", effects.acknowledgement().await(switched.at()));
        return form;
    }

    private Map<String, Object> form(TokenRecord token) {
        Map<String, Object> form = new LinkedHashMap<>(TokenForm.write(token));
        TokenState state = TokenState.of(token, effects.clock().instant());
        form.put("state", state.name().toLowerCase(Locale.ROOT));
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
