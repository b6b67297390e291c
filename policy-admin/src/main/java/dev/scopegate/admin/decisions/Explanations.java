package dev.scopegate.admin.decisions;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Explanation;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.store.LimitLedger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers "why?" and "what if?" by the same decider that judges calls, and charges nothing. Only about one's own tokens;
 * an administrator may ask about any. What is not one's own cannot be told from what is not there.
 */
public final class Explanations {

    private final Authenticator authenticator;
    private final Custody custody;
    private final GrantCompiler compiler;
    private final Catalogues catalogues;
    private final LimitLedger ledger;

    public Explanations(
            Authenticator authenticator,
            Custody custody,
            GrantCompiler compiler,
            Catalogues catalogues,
            LimitLedger ledger) {
        this.authenticator = authenticator;
        this.custody = custody;
        this.compiler = compiler;
        this.catalogues = catalogues;
        this.ledger = ledger;
    }

    /**
     * Explains a call that is not made.
     *
     * @param tokenId id of the token; null where its value is given
     * @param token its value, which is kept nowhere; null where its id is given
     */
    public Explained explain(Caller caller, @Nullable String tokenId, @Nullable String token, AccessRequest call) {
        Lineage lineage = lineage(caller, tokenId, token);
        Grant grant = compiler.compile(lineage);
        Explanation explanation = new Decider().explain(call, grant, catalogues.of(call.api()));
        List<Meter> meters = grant.links().stream()
                .flatMap(link -> link.allMeters().stream())
                .toList();
        return new Explained(lineage, grant, explanation, Reply.of(ledger.balances(grant.account(), meters)));
    }

    private Lineage lineage(Caller caller, @Nullable String tokenId, @Nullable String token) {
        Optional<Lineage> found =
                tokenId != null ? authenticator.resolveId(tokenId) : authenticator.resolve(String.valueOf(token));
        return found.filter(each -> custody.isIn(caller, each.token()))
                .orElseThrow(() -> RefusedException.notFound("there is no such token, or it is not yours"));
    }

    /** An explanation, with what is left of every limit of the chain. */
    public record Explained(Lineage lineage, Grant grant, Explanation explanation, List<Balance> balances) {}
}
