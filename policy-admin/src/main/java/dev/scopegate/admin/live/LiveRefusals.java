package dev.scopegate.admin.live;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.OpenCalls;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.RecordedDecision;
import dev.scopegate.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a caller of new refusals for as long as it listens and would still be let in. An administrator hears of all, an
 * account's own tokens of the account's, and every other token of its own. It stays in the call, whose virtual thread
 * costs nothing while it waits.
 */
public final class LiveRefusals {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRefusals.class);
    /** A grant that ended is noticed after this time at the latest. */
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** A reader that is gone is noticed by writing to it. */
    private static final int LOOKS_PER_SIGN_OF_LIFE = 3;

    private static final Pattern PLACE = Pattern.compile("\\d{1,18}-\\d{1,18}");

    private final RefusalFeed feed;
    private final OpenCalls calls;

    LiveRefusals(RefusalFeed feed, OpenCalls calls) {
        this.feed = feed;
        this.calls = calls;
    }

    /** Reads where in the log a reader left off: the id of an event that it was told. */
    public static ChangeId place(String text) {
        if (!PLACE.matcher(text).matches()) {
            throw RefusedException.invalid("the place to go on from must be the id of an event of this stream");
        }
        return new ChangeId(text);
    }

    /** The last refusals that the caller may see, and from where on to hear of more. */
    public Recent recent(Caller caller, int count) {
        ChangeId after = feed.lastDecision();
        return new Recent(feed.latest(visibleTo(caller), count), after);
    }

    /** Refusals, the newest first; what came after the place may be among them. */
    public record Recent(List<DecisionEvent> refusals, ChangeId after) {}

    /**
     * Writes events until the stream ends.
     *
     * @param after the last decision that the reader has seen, or null
     * @param form what is told of a refusal
     * @throws StoreUnavailableException where Redis is not there to begin with
     */
    public void stream(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable ChangeId after,
            Function<DecisionEvent, Object> form) {
        Listener listener = new Listener(caller.account().id(), visibleTo(caller));
        try {
            feed.open(listener, after);
            write(new EventStream(response), listener, request, form);
        } catch (IOException e) {
            LOG.debug("a reader of refusals is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            feed.close(listener);
        }
    }

    private void write(
            EventStream stream, Listener listener, HttpServletRequest request, Function<DecisionEvent, Object> form)
            throws IOException, InterruptedException {
        long lookedAt = System.nanoTime();
        int looks = 0;
        while (!listener.isClosed()) {
            RecordedDecision refusal = listener.next(LOOK);
            if (refusal != null) {
                stream.event("refusal", refusal.at().value(), form.apply(refusal.event()));
            }
            if (listener.hasMissed()) {
                stream.event("missed", null, "");
            }
            if (System.nanoTime() - lookedAt >= LOOK.toNanos()) {
                lookedAt = System.nanoTime();
                if (!wouldBeLetIn(request)) {
                    break;
                }
                looks++;
                if (looks % LOOKS_PER_SIGN_OF_LIFE == 0) {
                    stream.comment();
                }
            }
        }
        if (feed.isRunning()) {
            stream.event("end", null, "");
        }
    }

    /** Whoever cannot be checked is not let in. */
    private boolean wouldBeLetIn(HttpServletRequest request) {
        try {
            return calls.wouldBeLetIn(request);
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static Predicate<DecisionEvent> visibleTo(Caller caller) {
        if (caller.isAdministrator()) {
            return event -> true;
        }
        String account = caller.account().id();
        String token = caller.token().id();
        return caller.actsForAccount()
                ? event -> account.equals(event.account())
                : event -> account.equals(event.account()) && token.equals(event.tokenId());
    }
}
