package dev.scopegate.admin.gateways;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.Durability;
import dev.scopegate.store.Follower;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.StoreVitals;
import dev.scopegate.store.StoreVitals.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How the parts of the installation are: the gateways that are alive, and Redis. For administrators. */
public final class Gateways {

    private final ChangeLog changes;
    private final StoreVitals vitals;
    private final PolicyJournal journal;

    Gateways(ChangeLog changes, StoreVitals vitals, PolicyJournal journal) {
        this.changes = changes;
        this.vitals = vitals;
        this.journal = journal;
    }

    public Followers followers(Caller caller) {
        refuseOthers(caller, "the gateways");
        ChangeId tip = Reply.of(changes.tip());
        return new Followers(
                tip,
                Reply.of(changes.followers()).stream()
                        .sorted(Comparator.comparing(Follower::gateway))
                        .map(follower -> Following.of(follower, tip))
                        .toList());
    }

    public Store store(Caller caller) {
        refuseOthers(caller, "the store");
        return new Store(Reply.of(vitals.read()), Reply.of(journal.durability()));
    }

    private static void refuseOthers(Caller caller, String what) {
        if (!caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("only an administrator may see " + what));
        }
    }

    /** The live gateways, by name, and the newest change. */
    public record Followers(ChangeId tip, List<Following> gateways) {}

    /**
     * One live gateway.
     *
     * @param behind how much older the change that it reached is than the newest
     * @param seen when it last said so
     */
    public record Following(String name, ChangeId reached, Duration behind, Instant seen) {

        static Following of(Follower follower, ChangeId tip) {
            long millis = Math.max(0, tip.millis() - follower.reached().millis());
            return new Following(follower.gateway(), follower.reached(), Duration.ofMillis(millis), follower.seen());
        }
    }

    /** How Redis is, and what an acknowledged change survives. */
    public record Store(Vitals vitals, Durability durability) {}
}
