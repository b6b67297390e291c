package dev.scopegate.admin.tokens;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Limits as this app's own API writes them: {@code {"type":"calls","max":10,"per":"day"}} and the like. */
public final class LimitForm {

    /** Most limits that stand in one list. */
    private static final int MOST = 20;

    private LimitForm() {}

    /** The limits of a list; a {@code calls} limit without {@code max} limits nothing and is left out. */
    public static List<Limit> parse(List<Body> list) {
        if (list.size() > MOST) {
            throw RefusedException.invalid(
                    "at most " + MOST + " limits may stand together, but there are " + list.size());
        }
        List<Limit> limits = new ArrayList<>();
        for (Body body : list) {
            Limit limit = parse(body);
            if (limit != null) {
                limits.add(limit);
            }
        }
        return limits;
    }

    private static @Nullable Limit parse(Body body) {
        String type = body.text("type");
        try {
            return switch (type) {
                case "calls" -> {
                    refuseOthers(body, Set.of("type", "max", "per"));
                    yield quota(body);
                }
                case "rate" -> {
                    refuseOthers(body, Set.of("type", "calls", "period", "burst"));
                    yield rate(body);
                }
                case "concurrency" -> {
                    refuseOthers(body, Set.of("type", "calls"));
                    yield new Concurrency(body.number("calls"));
                }
                default ->
                    throw RefusedException.invalid(
                            "type of a limit must be 'calls', 'rate' or 'concurrency', but was '" + type + "'");
            };
        } catch (IllegalArgumentException | DateTimeException e) {
            throw RefusedException.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Limit quota(Body body) {
        Long max = body.optionalNumber("max");
        String per = body.optionalText("per");
        if (max == null && per != null) {
            throw RefusedException.invalid("a limit of calls per '" + per + "' needs 'max'");
        }
        return max == null ? null : new Quota(max, per == null ? Refill.NEVER : Refill.parse(per));
    }

    private static Limit rate(Body body) {
        long calls = body.number("calls");
        Long burst = body.optionalNumber("burst");
        return new RateLimit(calls, Duration.parse(body.text("period")), burst == null ? calls : burst);
    }

    /** A member that is misspelt would otherwise be a limit that is not there. */
    private static void refuseOthers(Body body, Set<String> known) {
        for (String name : body.names()) {
            if (!known.contains(name)) {
                throw RefusedException.invalid("a limit of this type has no '" + name + "'");
            }
        }
    }

    /** The form that {@link #parse} reads back. */
    public static Map<String, Object> write(Limit limit) {
        Map<String, Object> form = new LinkedHashMap<>();
        switch (limit) {
            case Quota quota -> {
                form.put("type", "calls");
                form.put("max", quota.calls());
                if (quota.refill() != Refill.NEVER) {
                    form.put("per", quota.refill().text());
                }
            }
            case RateLimit rate -> {
                form.put("type", "rate");
                form.put("calls", rate.calls());
                form.put("period", rate.period().toString());
                form.put("burst", rate.burst());
            }
            case Concurrency concurrency -> {
                form.put("type", "concurrency");
                form.put("calls", concurrency.calls());
            }
        }
        return form;
    }
}
