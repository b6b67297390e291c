package dev.scopegate.admin.dialects.hopr;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.tokens.SpentMeters;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.token.Allowance;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.LimitLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A token as {@code GET /api/v3/token} shows it. Members are left out rather than null, and every capability has a limit:
 * hopr-sdk refuses to read anything else. The id is not the secret.
 */
final class HoprTokenDocument {

    private final SpentMeters meters;
    private final LimitLedger ledger;

    HoprTokenDocument(SpentMeters meters, LimitLedger ledger) {
        this.meters = meters;
        this.ledger = ledger;
    }

    Map<String, Object> of(TokenRecord token) {
        List<Allowance> allowances = meters.linkOf(token).capabilities();
        List<Allowance> held = allowances == null ? List.of() : allowances;
        Map<String, Balance> balances = balances(token, held);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", token.id());
        document.put("description", token.issuance().description());
        Instant end = token.terms().validity().expiresAt();
        if (end != null) {
            document.put("valid_until", end.getEpochSecond());
        }
        document.put(
                "capabilities",
                held.stream()
                        .filter(each -> each.capability() instanceof OperationRef ref
                                && ref.api().equals(HoprTokenForm.API))
                        .map(each -> capability(each, balances))
                        .toList());
        return document;
    }

    private Map<String, Balance> balances(TokenRecord token, List<Allowance> held) {
        List<Meter> all = held.stream().flatMap(each -> each.meters().stream()).toList();
        if (all.isEmpty()) {
            return Map.of();
        }
        return Reply.of(ledger.balances(token.issuance().account(), all)).stream()
                .collect(Collectors.toMap(balance -> balance.meter().id(), Function.identity(), (one, same) -> one));
    }

    private static Map<String, Object> capability(Allowance allowance, Map<String, Balance> balances) {
        List<Map<String, Object>> limits = new ArrayList<>();
        for (Meter meter : allowance.meters()) {
            limits.add(limit(meter, balances));
        }
        if (limits.isEmpty()) {
            limits.add(Map.of("type", "calls"));
        }
        Map<String, Object> capability = new LinkedHashMap<>();
        capability.put("endpoint", allowance.capability().text().substring(HoprTokenForm.API.length() + 1));
        capability.put("limits", limits);
        return capability;
    }

    private static Map<String, Object> limit(Meter meter, Map<String, Balance> balances) {
        boolean forLife = meter.limit() instanceof Quota quota && quota.refill() == Refill.NEVER;
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("type", forLife ? "calls" : meter.limit().name());
        limit.put("conditions", Map.of("max", meter.limit().calls()));
        Balance balance = balances.get(meter.id());
        if (forLife && balance != null && balance.remaining() < meter.limit().calls()) {
            limit.put("used", meter.limit().calls() - balance.remaining());
        }
        return limit;
    }
}
