package dev.scopegate.admin.audit;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AuditFilter;
import dev.scopegate.store.AuditPage;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.PolicyChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened: changes of policy, or decisions. Everyone sees his own, an administrator all. */
public final class AuditLog {

    private final AuditStream stream;

    AuditLog(AuditStream stream) {
        this.stream = stream;
    }

    /**
     * The newest first. A page may be short, even empty, though there are more.
     *
     * @param before the {@link AuditPage#next} of the page before, or null
     */
    public AuditPage<Entry> find(Caller caller, AuditQuery query, int count, @Nullable String before) {
        AuditFilter filter = query.seenBy(caller);
        return switch (query.kind()) {
            case CHANGES -> entries(Reply.of(stream.findChanges(filter, count, before)));
            case DECISIONS -> {
                var page = Reply.of(stream.findDecisions(filter, count, before));
                yield new AuditPage<>(page.entries().stream().map(Entry::of).toList(), page.next());
            }
        };
    }

    private static AuditPage<Entry> entries(AuditPage<PolicyChange> page) {
        return new AuditPage<>(page.entries().stream().map(Entry::of).toList(), page.next());
    }

    /**
     * One entry by its id; those of others are not there.
     *
     * @throws RefusedException 404 where there is none, or it is older than the log reaches
     */
    public Entry require(Caller caller, String id) {
        return parse(id)
                .flatMap(this::find)
                .filter(entry -> caller.isAdministrator()
                        || entry.concerns(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("there is no such entry"));
    }

    private Optional<Entry> find(Place place) {
        return switch (place.kind()) {
            case CHANGES -> Reply.of(stream.change(place.at())).map(Entry::of);
            case DECISIONS -> Reply.of(stream.decision(place.at())).map(Entry::of);
        };
    }

    private static Optional<Place> parse(String id) {
        boolean decision = id.startsWith(Entry.DECISION);
        try {
            ChangeId at = new ChangeId(decision ? id.substring(Entry.DECISION.length()) : id);
            return Optional.of(new Place(decision ? AuditQuery.Kind.DECISIONS : AuditQuery.Kind.CHANGES, at));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Place(AuditQuery.Kind kind, ChangeId at) {}
}
