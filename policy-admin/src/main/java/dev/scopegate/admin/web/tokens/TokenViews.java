package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.admin.tokens.care.Habits;
import dev.scopegate.admin.tokens.care.Remains;
import dev.scopegate.admin.web.plot.Plot;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.TokenQuery;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsagePeriod;
import dev.scopegate.store.UsageScope;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gathers what the page of a token shows. */
@Component
final class TokenViews {

    private static final int CHILDREN = 10;
    private static final int CHANGES = 10;

    private final Custody custody;
    private final Remains remains;
    private final Habits habits;
    private final TokenRows rows;
    private final Records records;

    TokenViews(Custody custody, Remains remains, Habits habits, TokenRows rows, Records records) {
        this.custody = custody;
        this.remains = remains;
        this.habits = habits;
        this.rows = rows;
        this.records = records;
    }

    /** Where the past of a token is kept. */
    @Component
    record Records(TokenList list, UsageCounters usage, AuditStream audit, InstantSource clock) {}

    TokenView of(Caller caller, String id, UsagePeriod period) {
        TokenRecord token = custody.require(caller, id).value();
        List<LimitGauge> gauges = remains.of(remains.grant(caller, id)).stream()
                .map(LimitGauge::of)
                .toList();
        return new TokenView(
                row(token),
                gauges,
                habits.of(caller, id),
                Plot.of(
                        "use",
                        Reply.of(records.usage()
                                .usage(
                                        UsageScope.token(id),
                                        period,
                                        records.clock().instant()))),
                rows.of(records.list()
                        .find(caller, TokenQuery.childrenOf(id), new Cursor(CHILDREN, null))
                        .records()),
                Reply.of(records.audit().changesOf(Subjects.token(id), CHANGES)));
    }

    TokenRow row(TokenRecord token) {
        return rows.of(List.of(token)).getFirst();
    }
}
