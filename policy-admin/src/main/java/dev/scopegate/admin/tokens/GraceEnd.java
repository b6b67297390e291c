package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Commit;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the gateways when the old secret of a rotated token has ended. The store forgets it by itself, but says so in no
 * change, and a gateway may remember what it was good for.
 */
public final class GraceEnd {

    private static final Logger LOG = LoggerFactory.getLogger(GraceEnd.class);

    private final PolicyChanges changes;

    public GraceEnd(PolicyChanges changes) {
        this.changes = changes;
    }

    void announce(String tokenId, Duration grace) {
        Thread.ofVirtual().name("grace-end").start(() -> {
            try {
                Thread.sleep(grace.plusMillis(1));
                changes.write(() -> new Draft<>(
                        Commit.by("setup", "token.grace-end", Subjects.token(tokenId))
                                .changed(Subjects.token(tokenId)),
                        tokenId));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("the end of the old secret of {} could not be announced: {}", tokenId, e.getMessage());
            }
        });
    }
}
