package dev.scopegate.admin.dialects.hopr;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.TokenRequest;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A token request as hopr-sdk sends it. What real nodes answer not at all, such as {@code max: 0}, is refused here. */
final class HoprTokenForm {

    static final String API = "hopr";

    private HoprTokenForm() {}

    static TokenRequest parse(Body body, Instant now) {
        List<Body> capabilities = body.optionalObjects("capabilities");
        if (capabilities == null || capabilities.isEmpty()) {
            throw RefusedException.invalid("'capabilities' must list at least one");
        }
        TokenForm.refuseTooMany(capabilities.size());
        return new TokenRequest(
                TokenForm.description(body.optionalText("description")),
                null,
                capabilities.stream().map(HoprTokenForm::capability).toList(),
                null,
                null,
                Set.of(API),
                Validity.until(TokenForm.expiry(body.optionalNumber("lifetime"), now)));
    }

    private static GrantedCapability capability(Body body) {
        try {
            return new GrantedCapability(new OperationRef(API, body.text("endpoint")), limits(body));
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** None at all means unlimited; an empty list is a mistake. */
    private static List<Limit> limits(Body body) {
        List<Body> list = body.optionalObjects("limits");
        if (list == null) {
            return List.of();
        }
        if (list.isEmpty() || list.size() > 20) {
            throw RefusedException.invalid("'limits' must list from 1 to 20");
        }
        List<Limit> limits = new ArrayList<>();
        for (Body each : list) {
            if (!each.text("type").equals("calls")) {
                throw RefusedException.invalid("type of a limit must be 'calls'");
            }
            addQuota(each.optionalObject("conditions"), limits);
        }
        return limits;
    }

    /** A client's own {@code used} is not looked at. */
    private static void addQuota(@Nullable Body conditions, List<Limit> limits) {
        if (conditions == null) {
            return;
        }
        for (String name : conditions.names()) {
            if (!name.equals("max")) {
                throw RefusedException.invalid("conditions of a limit may hold 'max' alone");
            }
        }
        Long max = conditions.optionalNumber("max");
        if (max != null) {
            limits.add(new Quota(max, Refill.NEVER));
        }
    }
}
