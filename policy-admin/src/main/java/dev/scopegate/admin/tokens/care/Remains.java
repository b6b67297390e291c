package dev.scopegate.admin.tokens.care;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Allowance;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Link;
import dev.scopegate.store.LimitLedger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of each limit that a token's calls are charged to: its own, and those of all it depends on. */
public final class Remains {

    private final Authenticator authenticator;
    private final Custody custody;
    private final GrantCompiler compiler;
    private final LimitLedger ledger;

    public Remains(Authenticator authenticator, Custody custody, GrantCompiler compiler, LimitLedger ledger) {
        this.authenticator = authenticator;
        this.custody = custody;
        this.compiler = compiler;
        this.ledger = ledger;
    }

    /**
     * What is left of one limit.
     *
     * @param capability whose calls it counts; null where it counts all of the link's
     */
    public record Left(Link link, @Nullable CapabilityRef capability, Balance balance) {}

    /** The token's chain as it is judged now. */
    public Grant grant(Caller caller, String id) {
        Lineage lineage = authenticator
                .resolveId(id)
                .filter(found -> custody.isIn(caller, found.token()))
                .orElseThrow(() -> RefusedException.notFound("there is no such token"));
        return compiler.compile(lineage);
    }

    public List<Left> of(Grant grant) {
        List<Limited> limited =
                grant.links().stream().flatMap(link -> limitsOf(link).stream()).toList();
        List<Balance> balances = Reply.of(ledger.balances(
                grant.account(), limited.stream().map(Limited::meter).toList()));
        List<Left> left = new ArrayList<>();
        for (int i = 0; i < limited.size(); i++) {
            left.add(new Left(limited.get(i).link(), limited.get(i).capability(), balances.get(i)));
        }
        return left;
    }

    private static List<Limited> limitsOf(Link link) {
        List<Limited> limited = new ArrayList<>();
        link.meters().forEach(meter -> limited.add(new Limited(link, null, meter)));
        List<Allowance> capabilities = link.capabilities();
        if (capabilities != null) {
            capabilities.forEach(allowance ->
                    allowance.meters().forEach(meter -> limited.add(new Limited(link, allowance.capability(), meter))));
        }
        return limited;
    }

    private record Limited(Link link, @Nullable CapabilityRef capability, Meter meter) {}
}
