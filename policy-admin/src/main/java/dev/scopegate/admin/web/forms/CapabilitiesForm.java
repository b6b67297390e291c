package dev.scopegate.admin.web.forms;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Capabilities as a form holds them: operations that were ticked, patterns that were typed, each with its limits.
 *
 * <p>The fields are {@code row}, once for each capability with a key of its own, {@code capability.<key>}, the limits of
 * {@link LimitsForm} with that key as scope, and {@code pick} for each operation that is ticked; {@code picker} says that
 * they could be.
 */
public record CapabilitiesForm(List<Row> rows) {

    private static final int MOST = 100;
    private static final String ADD = "add-pattern";
    private static final String REMOVE = "remove:";

    public CapabilitiesForm {
        rows = List.copyOf(rows);
    }

    /**
     * One capability as it was typed or ticked.
     *
     * @param key tells the rows of a form apart
     * @param error null where the text is a capability
     * @param added whether it was just added, for the reader to fill in
     */
    public record Row(
            String key,
            String text,
            LimitsForm limits,
            @Nullable String error,
            boolean added) {

        static Row read(String key, String text, LimitsForm limits) {
            try {
                CapabilityRef.parse(text);
                return new Row(key, text, limits, null, false);
            } catch (IllegalArgumentException e) {
                return new Row(key, text, limits, e.getMessage(), false);
            }
        }

        /** Whether it names an operation: then it is ticked, not typed. */
        public boolean isOperation() {
            return error == null && !text.isEmpty() && capability() instanceof OperationRef;
        }

        CapabilityRef capability() {
            return CapabilityRef.parse(text);
        }

        public GrantedCapability granted() {
            return new GrantedCapability(capability(), limits.limits());
        }
    }

    /** A form that is filled in with what is there. */
    public static CapabilitiesForm of(List<GrantedCapability> capabilities) {
        List<Row> rows = new ArrayList<>();
        for (GrantedCapability granted : capabilities) {
            String key = Integer.toString(rows.size());
            rows.add(Row.read(key, granted.capability().text(), LimitsForm.of(key, granted.limits())));
        }
        return new CapabilitiesForm(rows);
    }

    /**
     * What was sent, after its {@code do}: {@code add-pattern} or {@code remove:<key>}.
     *
     * @param offered which operations could be ticked; a row of one that was not is gone
     */
    public static CapabilitiesForm parse(MultiValueMap<String, String> form, Predicate<OperationRef> offered) {
        String wanted = String.valueOf(form.getFirst("do"));
        Set<String> picks = new LinkedHashSet<>(values(form, "pick"));
        List<Row> rows = new ArrayList<>();
        int next = 0;
        for (String key : new LinkedHashSet<>(values(form, "row"))) {
            next = Math.max(next, number(key) + 1);
            Row row = row(key, form);
            boolean removed = wanted.equals(REMOVE + key);
            boolean unticked = form.containsKey("picker") && !picks.remove(row.text()) && isOffered(row, offered);
            if (removed) {
                picks.remove(row.text());
            } else if (!unticked && !isBlank(row)) {
                rows.add(row);
            }
        }
        for (String pick : picks) {
            String key = Integer.toString(next++);
            rows.add(Row.read(key, pick, LimitsForm.of(key, List.of())));
        }
        if (wanted.equals(ADD)) {
            String key = Integer.toString(next);
            rows.add(new Row(key, "", LimitsForm.of(key, List.of()), null, true));
        }
        return new CapabilitiesForm(rows);
    }

    private static Row row(String key, MultiValueMap<String, String> form) {
        String text = form.getFirst("capability." + key);
        return Row.read(key, text == null ? "" : text.strip(), LimitsForm.parse(key, form));
    }

    private static boolean isBlank(Row row) {
        return row.text().isEmpty() && row.limits().lines().isEmpty();
    }

    private static boolean isOffered(Row row, Predicate<OperationRef> offered) {
        return row.isOperation() && row.capability() instanceof OperationRef ref && offered.test(ref);
    }

    /** Why this cannot be saved as a whole; null where it can, or where a row says why. */
    public @Nullable String error() {
        return rows.size() <= MOST
                ? null
                : "at most " + MOST + " capabilities may stand together, but there are " + rows.size();
    }

    public boolean isValid() {
        return error() == null
                && rows.stream()
                        .allMatch(row -> row.error() == null
                                && !row.text().isEmpty()
                                && row.limits().isValid());
    }

    /** The capabilities of those rows that are right. */
    public List<GrantedCapability> granted() {
        return readable().stream().map(Row::granted).toList();
    }

    /** The rows that are right, in the order of {@link #granted}. */
    public List<Row> readable() {
        return rows.stream()
                .filter(row -> row.error() == null
                        && !row.text().isEmpty()
                        && row.limits().isValid())
                .toList();
    }

    /** The texts of all rows: what a picker shows as ticked. */
    public Set<String> texts() {
        return rows.stream().map(Row::text).collect(Collectors.toSet());
    }

    private static List<String> values(MultiValueMap<String, String> form, String field) {
        List<String> values = form.get(field);
        return values == null ? List.of() : values;
    }

    private static int number(String key) {
        try {
            return Math.clamp(Integer.parseInt(key), 0, 1_000_000);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }
}
