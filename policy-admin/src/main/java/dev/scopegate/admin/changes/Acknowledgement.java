package dev.scopegate.admin.changes;

import dev.scopegate.store.ChangeId;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.Follower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until every live gateway has seen a change, so that "revoked" means revoked everywhere. */
public final class Acknowledgement {

    private static final Duration POLL = Duration.ofMillis(10);

    private final ChangeLog changes;
    private final InstantSource clock;
    private final Duration most;

    /**
     * A wait of limited patience.
     *
     * @param most after so long the answer names the laggards; the gateways' own staleness bound covers them
     */
    public Acknowledgement(ChangeLog changes, InstantSource clock, Duration most) {
        this.changes = changes;
        this.clock = clock;
        this.most = most;
    }

    public Acknowledged await(ChangeId change) {
        long start = clock.millis();
        while (true) {
            List<Follower> followers = Reply.of(changes.followers());
            List<String> laggards = followers.stream()
                    .filter(follower -> follower.reached().compareTo(change) < 0)
                    .map(Follower::gateway)
                    .sorted()
                    .toList();
            long millis = clock.millis() - start;
            if (laggards.isEmpty() || millis >= most.toMillis() || Thread.interrupted()) {
                return new Acknowledged(followers.size() - laggards.size(), followers.size(), millis, laggards);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /**
     * How far a change has got.
     *
     * @param gateways live gateways that have seen it
     * @param of live gateways
     * @param laggards names of those that have not
     */
    public record Acknowledged(int gateways, int of, long millis, List<String> laggards) {

        /** The same in a sentence. */
        public String text() {
            if (of == 0) {
                return "No gateway is running; the first to start will know.";
            }
            String time = millis == 0 ? "less than 1 ms" : millis + " ms";
            String so = "Acknowledged by " + gateways + "/" + of + " gateways in " + time + ".";
            return laggards.isEmpty()
                    ? so
                    : so + " Not yet by " + String.join(", ", laggards)
                            + ", which trust nothing that they remember for longer than a moment.";
        }
    }
}
