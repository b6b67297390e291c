package dev.scopegate.admin.dialects.hopr;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Standing;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Capability tokens as HOPR nodes speak of them. */
@RestController
@Speaks("hopr")
@RequestMapping("/api/v3")
final class HoprController {

    private final Tokens tokens;
    private final Custody custody;
    private final Revocations revocations;
    private final HoprTokenDocument documents;
    private final Eyes eyes;

    HoprController(Tokens tokens, Custody custody, Revocations revocations, HoprTokenDocument documents, Eyes eyes) {
        this.tokens = tokens;
        this.custody = custody;
        this.revocations = revocations;
        this.documents = documents;
        this.eyes = eyes;
    }

    /** How a token that is named by its value is recognised, and whether it is still in force. */
    record Eyes(Authenticator authenticator, GrantCompiler compiler, InstantSource clock) {}

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> create(Caller caller, Body body) {
        var request = HoprTokenForm.parse(body, eyes.clock().instant());
        return Map.of("token", tokens.issue(caller, request).secret().value());
    }

    /** A token that stands for an account is no capability token: it has nothing to read here. */
    @GetMapping("/token")
    Map<String, Object> read(Caller caller) {
        if (caller.token().kind() != TokenKind.CAPABILITY) {
            throw RefusedException.notFound("this is no capability token");
        }
        return documents.of(caller.token());
    }

    /** Deletes a token named by its id, or, as hopr-sdk does, by its value. */
    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        Stored<TokenRecord> token = custody.find(caller, id)
                .or(() -> custody.named(eyes.authenticator().resolve(id)))
                .filter(held -> held.value().kind() == TokenKind.CAPABILITY)
                .filter(held -> isInForce(held.value()))
                .orElseThrow(() -> RefusedException.notFound("there is no such token"));
        revocations.revoke(caller, token, "deleted");
    }

    private boolean isInForce(TokenRecord token) {
        Optional<Grant> grant = eyes.authenticator().resolveId(token.id()).map(eyes.compiler()::compile);
        return grant.filter(each -> each.standing() != Standing.REVOKED)
                .filter(each -> !each.validity().hasEndedBy(eyes.clock().instant()))
                .isPresent();
    }
}
