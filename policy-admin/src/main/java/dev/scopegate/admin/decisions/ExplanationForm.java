package dev.scopegate.admin.decisions;

import dev.scopegate.admin.decisions.Explanations.Explained;
import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.Explanation.Attempt;
import dev.scopegate.policy.decision.Explanation.Trace;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Link;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An explanation as JSON. */
final class ExplanationForm {

    private ExplanationForm() {}

    static Map<String, Object> write(Explained explained) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("token", explained.grant().tokenId());
        form.put("account", explained.grant().account());
        Operation operation = explained.explanation().decision().operation();
        if (operation != null) {
            form.put("operation", operation.ref().text());
        }
        Set<String> charged = switch (explained.explanation().decision()) {
            case Permit permit -> putPermit(form, permit, explained.balances());
            case Deny deny -> putDenial(form, deny);
        };
        form.put(
                "chain",
                explained.explanation().chain().stream()
                        .map(ExplanationForm::trace)
                        .toList());
        form.put(
                "limits",
                explained.balances().stream()
                        .map(balance -> balance(
                                balance, charged.contains(balance.meter().id())))
                        .toList());
        return form;
    }

    /** Fills in a permit; the ids of the meters that such a call is charged to. */
    private static Set<String> putPermit(Map<String, Object> form, Permit permit, List<Balance> balances) {
        Set<String> due = permit.due().stream().map(Meter::id).collect(Collectors.toSet());
        boolean left = balances.stream()
                .filter(balance -> due.contains(balance.meter().id()))
                .allMatch(balance -> balance.remaining() >= permit.cost());
        form.put("outcome", left ? "permit" : "limit_reached");
        form.put("cost", permit.cost());
        return due;
    }

    private static Set<String> putDenial(Map<String, Object> form, Deny deny) {
        form.put("outcome", deny.reason().code());
        form.put("because", deny.reason().text());
        if (deny.missedBy() != null) {
            form.put("missedBy", name(deny.missedBy()));
        }
        if (!deny.sufficient().isEmpty()) {
            form.put("sufficient", deny.sufficient());
        }
        return Set.of();
    }

    private static Map<String, Object> trace(Trace trace) {
        Map<String, Object> form = new LinkedHashMap<>(name(trace.link()));
        form.put("admitsSource", trace.admitsSource());
        form.put("meantForApi", trace.meantForApi());
        form.put(
                "networks",
                trace.link().networks().stream().map(Network::toString).toList());
        form.put("audience", trace.link().audience().stream().sorted().toList());
        form.put("limitsCapabilities", trace.link().capabilities() != null);
        form.put(
                "attempts",
                trace.attempts().stream().map(ExplanationForm::attempt).toList());
        return form;
    }

    private static Map<String, Object> name(Link link) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("link", link.kind().name().toLowerCase(Locale.ROOT));
        form.put("id", link.id());
        return form;
    }

    private static Map<String, Object> attempt(Attempt attempt) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("capability", attempt.capability().text());
        form.put("covers", attempt.covers());
        form.put("why", attempt.why());
        return form;
    }

    private static Map<String, Object> balance(Balance balance, boolean charged) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("meter", balance.meter().id());
        form.put("limit", LimitForm.write(balance.meter().limit()));
        form.put("remaining", balance.remaining());
        if (balance.resetsAfter() != null) {
            form.put("resetsAfterMillis", balance.resetsAfter().toMillis());
        }
        form.put("chargedByThisCall", charged);
        return form;
    }
}
