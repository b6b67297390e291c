package dev.scopegate.admin.security;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.security.Assertions.Assertion;
import dev.scopegate.admin.security.Identification.Named;
import dev.scopegate.admin.security.Identification.Nobody;
import dev.scopegate.admin.security.Identification.Presenter;
import dev.scopegate.admin.security.Identification.Vouched;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.store.TokenStore;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds out who sent a request: by the gateway's assertion or by one credential, never by both. */
public final class Authenticator {

    private final TokenStore tokens;
    private final Digests digests;
    private final LoginTokens logins;
    private final Assertions assertions;
    private final CsrfTokens csrf;

    public Authenticator(TokenStore tokens, Digests digests, LoginTokens logins, Assertions assertions) {
        this.tokens = tokens;
        this.digests = digests;
        this.logins = logins;
        this.assertions = assertions;
        this.csrf = new CsrfTokens(digests);
    }

    Identification identify(HttpServletRequest request, List<CredentialPlace> places) {
        List<String> asserted = Collections.list(request.getHeaders(Assertions.HEADER));
        Presented presented = Presented.in(request, places);
        if (asserted.isEmpty()) {
            return switch (presented) {
                case Presented.None none -> new Nobody(Reason.NO_CREDENTIAL);
                case Presented.Several several -> new Nobody(Reason.SEVERAL_CREDENTIALS);
                case Presented.Malformed malformed -> new Nobody(Reason.MALFORMED_CREDENTIAL);
                case Presented.Password(String name, String password) -> new Named(name, password);
                case Presented.One(String token, boolean byCookie) -> {
                    Identification found = identify(token);
                    if (byCookie && found instanceof Presenter) {
                        csrf.require(request, token);
                    }
                    yield found;
                }
            };
        }
        return asserted.size() == 1 && presented instanceof Presented.None
                ? believe(asserted.getFirst(), request.getMethod(), pathOf(request))
                : new Nobody(Reason.SEVERAL_CREDENTIALS);
    }

    /** The path that the gateway judged: an ambiguous one was refused before anybody asks who calls. */
    private static String pathOf(HttpServletRequest request) {
        return CanonicalPath.of(request.getRequestURI())
                .map(CanonicalPath::value)
                .orElse("");
    }

    /** Who holds this token. */
    Identification identify(String token) {
        if (OpaqueToken.claims(token) && OpaqueToken.parse(token).isEmpty()) {
            return new Nobody(Reason.MALFORMED_CREDENTIAL);
        }
        Optional<Lineage> lineage = resolve(token);
        return lineage.isPresent() ? new Presenter(lineage.get()) : new Nobody(Reason.UNKNOWN_TOKEN);
    }

    /** The token with all that it depends on, or nothing where it is none of ours. */
    public Optional<Lineage> resolve(String token) {
        if (token.length() > Presented.MAX_LENGTH) {
            return Optional.empty();
        }
        return logins.claims(token)
                ? logins.verify(token).flatMap(login -> loginLineage(login.tokenId(), login.account()))
                : Reply.of(tokens.lineage(digests.candidates(token)));
    }

    /** The token of that id with all that it depends on. */
    public Optional<Lineage> resolveId(String tokenId) {
        return Reply.of(tokens.lineage(tokenId));
    }

    private Optional<Lineage> loginLineage(String tokenId, String account) {
        return lineageOf(tokenId, account).filter(lineage -> lineage.token().kind() == TokenKind.LOGIN);
    }

    private Identification believe(String assertion, String method, String canonicalPath) {
        Optional<Assertion> said = assertions.verify(assertion, method, canonicalPath);
        if (said.isEmpty()) {
            return new Nobody(Reason.MALFORMED_CREDENTIAL);
        }
        Assertion word = said.get();
        Optional<Lineage> lineage = lineageOf(word.tokenId(), word.account());
        String scope = word.scope();
        return lineage.isPresent()
                ? new Vouched(lineage.get(), scope == null || scope.isEmpty() ? null : scope)
                : new Nobody(Reason.UNKNOWN_TOKEN);
    }

    private Optional<Lineage> lineageOf(String tokenId, String account) {
        return Reply.of(tokens.lineage(tokenId))
                .filter(lineage -> lineage.token().issuance().account().equals(account));
    }
}
