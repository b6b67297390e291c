package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.store.Registry;
import org.springframework.stereotype.Component;

/** Ends a session for good: a copy of its cookie opens nothing afterwards. */
@Component
final class SignOut {

    private final Authenticator authenticator;
    private final Registry registry;
    private final Revocations revocations;

    SignOut(Authenticator authenticator, Registry registry, Revocations revocations) {
        this.authenticator = authenticator;
        this.registry = registry;
        this.revocations = revocations;
    }

    void end(String session, Origin origin) {
        authenticator
                .resolve(session)
                .map(Lineage::token)
                .filter(token -> token.kind() == TokenKind.LOGIN && token.revocation() == null)
                .flatMap(token -> Reply.of(registry.token(token.id())))
                .ifPresent(token -> revocations.revoke(
                        new Author(token.value().issuance().account(), origin), token, "signed out"));
    }
}
