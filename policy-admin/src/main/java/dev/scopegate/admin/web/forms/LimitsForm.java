package dev.scopegate.admin.web.forms;

import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.RateLimit;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Limits as a form holds them: what was typed, and what is wrong with it. A line without a number is no limit.
 *
 * <p>The fields are {@code limit.<scope>.calls}, {@code .unit} and {@code .burst}, once for each line.
 *
 * @param scope which limits of the form these are: {@code all}, or the key of a capability's row
 * @param added whether a line was just added, which the reader wants to fill in next
 */
public record LimitsForm(String scope, List<Line> lines, boolean added) {

    /** The scope of limits on all calls together. */
    public static final String ALL = "all";

    private static final int MOST = 20;
    private static final String ADD = "add-limit:";
    private static final String REMOVE = "remove-limit:";

    public LimitsForm {
        lines = List.copyOf(lines);
    }

    /** One limit as it was typed; {@code error} is null where it is one. */
    public record Line(
            String calls,
            String unit,
            String burst,
            @Nullable String error) {

        /** What can be chosen here; a limit that was made elsewhere may have a period of its own. */
        public List<LimitUnit> units() {
            return LimitUnit.USUAL.stream().anyMatch(each -> each.value().equals(unit))
                    ? LimitUnit.USUAL
                    : Stream.concat(LimitUnit.USUAL.stream(), custom().stream()).toList();
        }

        private List<LimitUnit> custom() {
            try {
                return List.of(LimitUnit.of(LimitUnit.limit(unit, 1, 1)));
            } catch (IllegalArgumentException | DateTimeException unusable) {
                return List.of();
            }
        }

        @Nullable
        Limit limit() {
            if (calls.isEmpty()) {
                return null;
            }
            long number = number(calls);
            return LimitUnit.limit(unit, number, burst.isEmpty() ? number : number(burst));
        }

        private static long number(String text) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a number of calls must be whole, but was '" + text + "'", e);
            }
        }

        private static Line read(String calls, String unit, String burst) {
            Line line = new Line(calls, unit, burst, null);
            try {
                line.limit();
                return line;
            } catch (IllegalArgumentException | DateTimeException e) {
                return new Line(calls, unit, burst, e.getMessage());
            }
        }
    }

    /** A form that is filled in with what is there. */
    public static LimitsForm of(String scope, List<Limit> limits) {
        return new LimitsForm(scope, limits.stream().map(LimitsForm::line).toList(), false);
    }

    private static Line line(Limit limit) {
        boolean burst = limit instanceof RateLimit rate && rate.burst() != rate.calls();
        return new Line(
                Long.toString(limit.calls()),
                LimitUnit.of(limit).value(),
                burst ? Long.toString(((RateLimit) limit).burst()) : "",
                null);
    }

    /** What was sent, after its {@code do}: {@code add-limit:<scope>} or {@code remove-limit:<scope>:<line>}. */
    public static LimitsForm parse(String scope, MultiValueMap<String, String> form) {
        List<Line> lines = new ArrayList<>();
        List<String> calls = values(form, scope, "calls");
        List<String> units = values(form, scope, "unit");
        List<String> bursts = values(form, scope, "burst");
        for (int i = 0; i < Math.min(calls.size(), MOST); i++) {
            lines.add(Line.read(at(calls, i), at(units, i), at(bursts, i)));
        }
        String wanted = String.valueOf(form.getFirst("do"));
        boolean adds = wanted.equals(ADD + scope) && lines.size() < MOST;
        if (adds) {
            lines.add(new Line("", "day", "", null));
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (wanted.equals(REMOVE + scope + ":" + i)) {
                lines.remove(i);
            }
        }
        return new LimitsForm(scope, lines, adds);
    }

    public boolean isValid() {
        return lines.stream().allMatch(line -> line.error() == null);
    }

    /** The limits of a valid form. */
    public List<Limit> limits() {
        return lines.stream().map(Line::limit).flatMap(Stream::ofNullable).toList();
    }

    private static List<String> values(MultiValueMap<String, String> form, String scope, String field) {
        List<String> values = form.get("limit." + scope + "." + field);
        return values == null ? List.of() : values;
    }

    private static String at(List<String> values, int position) {
        return position < values.size() ? values.get(position).strip() : "";
    }
}
