package dev.scopegate.admin.introspection;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.Optional;

/** Recognises tokens by their value, whatever their form. */
final class Introspection {

    private final Authenticator authenticator;
    private final Custody custody;
    private final GrantCompiler compiler;
    private final Delegation delegation;
    private final InstantSource clock;

    Introspection(
            Authenticator authenticator,
            Custody custody,
            GrantCompiler compiler,
            Catalogues catalogues,
            InstantSource clock) {
        this.authenticator = authenticator;
        this.custody = custody;
        this.compiler = compiler;
        this.delegation = new Delegation(catalogues::find);
        this.clock = clock;
    }

    /** A token that works now. */
    record Active(Lineage lineage, Grant grant, Scope scope) {}

    /** The token, where it works now and the caller may see it; what he may not see cannot be told from what is not there. */
    Optional<Active> inspect(Caller caller, String value) {
        return authenticator
                .resolve(value)
                .filter(lineage -> custody.isIn(caller, lineage.token()))
                .map(lineage -> active(lineage, compiler.compile(lineage)))
                .filter(found -> found.grant().isInForce(clock.instant()));
    }

    /**
     * The token, where there is something to end.
     *
     * @throws RefusedException where it belongs to another account; whoever holds it knows already that it works
     */
    Optional<Stored<TokenRecord>> toRevoke(Caller caller, String value) {
        Optional<Stored<TokenRecord>> named = custody.named(authenticator.resolve(value))
                .filter(held -> held.value().revocation() == null);
        if (named.isPresent() && !mayEnd(caller, named.get().value())) {
            throw new RefusedException(
                    Refusal.of(400, "unauthorized_client", "the token belongs to another account than yours"));
        }
        return named;
    }

    /** Whoever can name a token of his account by its value holds it, and may end it. */
    private static boolean mayEnd(Caller caller, TokenRecord token) {
        return caller.isAdministrator()
                || token.issuance().account().equals(caller.account().id());
    }

    private Active active(Lineage lineage, Grant grant) {
        return new Active(lineage, grant, Scope.of(grant, delegation));
    }
}
