package dev.scopegate.admin.tokens;

import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Link;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.LimitLedger;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a token's own limits are counted: to read what is left, and to forget it once the token is revoked. */
public final class SpentMeters {

    private static final Logger LOG = LoggerFactory.getLogger(SpentMeters.class);

    private final LimitLedger ledger;
    private final GrantCompiler compiler;

    public SpentMeters(LimitLedger ledger, GrantCompiler compiler) {
        this.ledger = ledger;
        this.compiler = compiler;
    }

    void forget(List<TokenRecord> tokens) {
        for (TokenRecord token : tokens) {
            List<Meter> meters = linkOf(token).allMeters();
            ledger.forget(token.issuance().account(), meters).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.warn("counts of revoked token {} could not be deleted: {}", token.id(), failure.getMessage());
                }
            });
        }
    }

    /** The token's own link, as every gateway compiles it. */
    public Link linkOf(TokenRecord token) {
        return compiler.compile(new Lineage(List.of(new Generation(token, null)), null))
                .links()
                .getFirst();
    }
}
