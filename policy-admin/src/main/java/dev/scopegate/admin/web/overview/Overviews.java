package dev.scopegate.admin.web.overview;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.usage.UsageForm;
import dev.scopegate.admin.usage.UsageReports;
import dev.scopegate.admin.web.overview.Overview.Busy;
import dev.scopegate.admin.web.overview.Overview.ReasonCount;
import dev.scopegate.admin.web.plot.Plot;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Busiest;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsagePeriod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what one caller sees of usage. */
final class Overviews {

    private final UsageReports reports;
    private final Custody custody;

    Overviews(UsageReports reports, Custody custody) {
        this.reports = reports;
        this.custody = custody;
    }

    Overview of(Caller caller, String period) {
        UsagePeriod asked = UsageForm.period(period);
        Usage usage = reports.usage(caller, asked);
        Busiest tokens = reports.busiestTokens(caller, asked);
        Map<String, TokenRecord> records = custody.find(
                caller, tokens.entries().stream().map(Busiest.Entry::name).toList());
        return new Overview(
                period,
                Plot.of("calls", usage),
                reasons(usage),
                tokens.since(),
                tokens.entries().stream()
                        .map(entry -> token(entry, records.get(entry.name())))
                        .toList(),
                reports.busiestOperations(caller, asked).entries().stream()
                        .map(Overviews::operation)
                        .toList());
    }

    private static List<ReasonCount> reasons(Usage usage) {
        return usage.refused().entrySet().stream()
                .map(entry -> new ReasonCount(RefusedCall.words(entry.getKey()), text(entry), entry.getValue()))
                .sorted(Comparator.comparingLong(ReasonCount::calls).reversed())
                .toList();
    }

    private static String text(Map.Entry<String, Long> entry) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.code().equals(entry.getKey()))
                .findFirst()
                .map(Reason::text)
                .orElse("");
    }

    private static Busy token(Busiest.Entry entry, @Nullable TokenRecord record) {
        String description = record == null ? "" : record.issuance().description();
        return new Busy(entry.name(), description.isBlank() ? entry.name() : description, entry.calls());
    }

    private static Busy operation(Busiest.Entry entry) {
        return entry.name().endsWith(":")
                ? new Busy(
                        "",
                        "other calls of "
                                + entry.name().substring(0, entry.name().length() - 1),
                        entry.calls())
                : new Busy(entry.name(), entry.name(), entry.calls());
    }
}
