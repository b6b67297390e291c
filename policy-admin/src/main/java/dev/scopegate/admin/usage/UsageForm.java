package dev.scopegate.admin.usage;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.store.Busiest;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsagePeriod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Usage as JSON. */
public final class UsageForm {

    private UsageForm() {}

    /** The period of that name. */
    public static UsagePeriod period(String text) {
        return switch (text) {
            case "hour" -> UsagePeriod.HOUR;
            case "day" -> UsagePeriod.DAY;
            case "week" -> UsagePeriod.WEEK;
            default -> throw RefusedException.invalid("period must be 'hour', 'day' or 'week', but was '" + text + "'");
        };
    }

    static Map<String, Object> write(Usage usage) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("period", usage.period().name().toLowerCase(Locale.ROOT));
        form.put("slotSeconds", usage.period().slot().toSeconds());
        form.put("permitted", usage.permitted());
        form.put("refused", usage.refusals());
        form.put("reasons", usage.refused());
        form.put("slots", usage.slots().stream().map(UsageForm::slot).toList());
        return form;
    }

    static Map<String, Object> busiest(Busiest tokens, Busiest operations) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("since", tokens.since().toString());
        form.put("tokens", entries(tokens, "id"));
        form.put("operations", entries(operations, "operation"));
        return form;
    }

    static Map<String, Object> capability(UsedCapability used) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("capability", used.granted().capability().text());
        form.put("calls", used.calls());
        return form;
    }

    private static Map<String, Object> slot(Usage.Slot slot) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("at", slot.at().toString());
        form.put("permitted", slot.permitted());
        form.put("refused", slot.refusals());
        return form;
    }

    private static List<Map<String, Object>> entries(Busiest busiest, String name) {
        return busiest.entries().stream()
                .map(entry -> Map.<String, Object>of(name, entry.name(), "calls", entry.calls()))
                .toList();
    }
}
