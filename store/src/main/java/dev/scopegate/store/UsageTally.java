package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.decision.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decisions that are alike, counted together until they are written. It never grows without end: what finds no room is
 * counted by its outcome alone.
 */
final class UsageTally {

    private static final int MOST_KINDS = 20_000;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final String UNHEARD_OF = "other";
    private static final Set<String> OUTCOMES = Stream.concat(
                    Stream.of(DecisionEvent.PERMIT), Stream.of(Reason.values()).map(Reason::code))
            .collect(Collectors.toUnmodifiableSet());

    private Map<Kind, Long> counts = new HashMap<>();

    synchronized void add(Collection<DecisionEvent> events) {
        for (DecisionEvent event : events) {
            Kind kind = Kind.of(event);
            boolean room = counts.size() < MOST_KINDS || counts.containsKey(kind);
            counts.merge(room ? kind : kind.ofAnybody(), 1L, Long::sum);
        }
    }

    /** What was counted since it was last taken. */
    synchronized Map<Kind, Long> take() {
        Map<Kind, Long> taken = counts;
        counts = new HashMap<>();
        return taken;
    }

    /**
     * What decisions have in common that are counted together.
     *
     * @param minute minutes since the epoch
     * @param operation {@code api:name}, or {@code route:} where no catalogue names it
     * @param use what a permitted token was used for, to be told from what it was granted; else empty
     * @param token null where it has no record: proofs and external tokens have none, and anyone can make more of them
     */
    record Kind(
            long minute,
            String outcome,
            String operation,
            String use,
            @Nullable String token,
            @Nullable String account) {

        private static final String RECORDED = "tok_";

        static Kind of(DecisionEvent event) {
            boolean named = !event.operation().isEmpty();
            String token = recorded(event.tokenId());
            String use = named ? event.operation() : event.target();
            return new Kind(
                    event.at().getEpochSecond() / SECONDS_PER_MINUTE,
                    OUTCOMES.contains(event.outcome()) ? event.outcome() : UNHEARD_OF,
                    named ? event.operation() : event.route() + ":",
                    token != null && event.outcome().equals(DecisionEvent.PERMIT) ? use : "",
                    token,
                    event.account());
        }

        Kind ofAnybody() {
            return new Kind(minute, outcome, "", "", null, null);
        }

        private static @Nullable String recorded(@Nullable String token) {
            return token != null && token.startsWith(RECORDED) ? token : null;
        }
    }
}
