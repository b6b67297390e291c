package dev.scopegate.admin.decisions;

import dev.scopegate.admin.decisions.Remedy.Impossible;
import dev.scopegate.admin.decisions.Remedy.Possible;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.Explanation;
import dev.scopegate.policy.decision.Explanation.Attempt;
import dev.scopegate.policy.decision.Explanation.Trace;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Link;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest change that makes one call pass: the call itself, as one capability, in each link that misses it.
 * Whatever else refuses the call, such as a network or an end, is never changed.
 */
public final class Remedies {

    private final GrantCompiler compiler;
    private final Catalogues catalogues;
    private final TokenList tokens;
    private final Decider decider = new Decider();

    public Remedies(GrantCompiler compiler, Catalogues catalogues, TokenList tokens) {
        this.compiler = compiler;
        this.catalogues = catalogues;
        this.tokens = tokens;
    }

    /** What this caller could do about a call of this token. */
    public Remedy find(Caller caller, Lineage lineage, AccessRequest call) {
        Explanation explanation = decider.explain(call, compiler.compile(lineage), catalogues.of(call.api()));
        return switch (explanation.decision()) {
            case Permit permit -> impossible("no capability is missing: the call is permitted as far as its limits go");
            case Deny deny
            when deny.reason() != Reason.NO_CAPABILITY ->
                impossible("the call is refused as '" + deny.reason().code() + "', which no capability changes");
            case Deny deny ->
                exactly(call, deny.operation())
                        .map(exact -> grant(caller, lineage, call, new Missing(exact, missed(explanation))))
                        .orElseGet(() -> impossible("the path holds a '*', so that no capability means it alone"));
        };
    }

    private Remedy grant(Caller caller, Lineage lineage, AccessRequest call, Missing missing) {
        if (!caller.actsForAccount()) {
            return forbidden("only a login, or a token that stands for its account, may grant more");
        }
        Widening widening = new Widening(lineage, catalogues);
        for (Link link : missing.links().reversed()) {
            Refusal refusal = refusal(caller, widening, link);
            if (refusal != null) {
                return new Impossible(refusal);
            }
            widening.add(link, missing.exact());
        }
        Decision then = decider.decide(call, compiler.compile(widening.after()), catalogues.of(call.api()));
        return switch (then) {
            case Permit permit -> new Possible(widening.steps(tokens));
            case Deny deny ->
                impossible("with it the call would still be refused, as '"
                        + deny.reason().code() + "'");
        };
    }

    private static @Nullable Refusal refusal(Caller caller, Widening widening, Link link) {
        if (link.kind() == Link.Kind.ACCOUNT && !caller.isAdministrator()) {
            return Refusal.forbidden("the account itself may not do this, and only an administrator can change that");
        }
        if (!caller.isAdministrator()
                && !widening.ownerOf(link).equals(caller.account().id())) {
            return Refusal.forbidden("this takes a change of what belongs to somebody else");
        }
        if (link.capabilities() != null && link.capabilities().size() >= TokenForm.MOST_CAPABILITIES) {
            return Refusal.of(
                    409,
                    "not_grantable",
                    "at most " + TokenForm.MOST_CAPABILITIES + " capabilities may stand together");
        }
        return null;
    }

    private static List<Link> missed(Explanation explanation) {
        return explanation.chain().stream()
                .filter(trace -> trace.link().capabilities() != null)
                .filter(trace -> trace.attempts().stream().noneMatch(Attempt::covers))
                .map(Trace::link)
                .toList();
    }

    /** The operation where the catalogue knows it, else the method and the very path. */
    private static Optional<CapabilityRef> exactly(AccessRequest call, @Nullable Operation operation) {
        if (operation != null) {
            return Optional.of(operation.ref());
        }
        String path = call.path().value();
        return path.contains("*") ? Optional.empty() : Optional.of(Capability.parse(call.method() + " " + path));
    }

    private static Remedy impossible(String why) {
        return new Impossible(Refusal.of(409, "not_grantable", why));
    }

    private static Remedy forbidden(String why) {
        return new Impossible(Refusal.forbidden(why));
    }

    /** What the call is, exactly, and the links that do not cover it. */
    private record Missing(CapabilityRef exact, List<Link> links) {}
}
