package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Nothing that was acknowledged is lost, whichever process is killed at whichever moment. */
class CrashIT {

    private static final int ROUNDS = 20;
    private static final Duration RESTART = Duration.ofSeconds(60);

    private final ConcurrentLinkedQueue<Caller.Issued> alive = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Caller.Issued> revoked = new ConcurrentLinkedQueue<>();

    @Test
    void every_acknowledged_change_is_there_after_kill_9() throws Exception {
        try (Installation scopegate = Installation.start(1)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Caller.Issued> aliveBefore = List.copyOf(alive);
                List<Caller.Issued> revokedBefore = List.copyOf(revoked);
                killWhileWriting(scopegate, round);
                assertKept(scopegate, except(alive, aliveBefore), except(revoked, revokedBefore));
            }
            assertKept(scopegate, alive, revoked);
        }
        System.out.printf(
                "killed 20 times (gateway, policy-admin, Redis in turn): %d issued and %d revoked tokens acknowledged, none lost%n",
                alive.size() + revoked.size(), revoked.size());
        assertThat(revoked).isNotEmpty();
        assertThat(alive).isNotEmpty();
    }

    private void killWhileWriting(Installation scopegate, int round) throws Exception {
        AtomicBoolean goOn = new AtomicBoolean(true);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                writers.add(pool.submit(() -> issueAndRevoke(scopegate, goOn)));
            }
            TimeUnit.MILLISECONDS.sleep(400 + 37L * round);
            Part victim = scopegate.parts().get(round % 3);
            victim.kill();
            TimeUnit.MILLISECONDS.sleep(200);
            goOn.set(false);
            for (Future<?> writer : writers) {
                writer.get();
            }
            victim.start();
        }
        scopegate.parts().forEach(part -> part.awaitReady(RESTART));
    }

    /** A change counts as acknowledged only when its answer arrived; one that got none may be either. */
    private void issueAndRevoke(Installation scopegate, AtomicBoolean goOn) {
        Caller administrator = new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN);
        for (int i = 0; goOn.get(); i++) {
            try {
                Caller.Issued issued = administrator.issue(0);
                if (i % 2 == 0) {
                    alive.add(issued);
                } else if (administrator.delete("/api/v1/tokens/" + issued.id()).statusCode() == 200) {
                    revoked.add(issued);
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void assertKept(
            Installation scopegate, Collection<Caller.Issued> alive, Collection<Caller.Issued> revoked) {
        assertThat(alive)
                .allSatisfy(issued -> assertThat(statusOf(scopegate, issued)).isEqualTo(200));
        assertThat(revoked)
                .allSatisfy(issued -> assertThat(statusOf(scopegate, issued)).isEqualTo(401));
    }

    private static List<Caller.Issued> except(Collection<Caller.Issued> all, List<Caller.Issued> known) {
        Set<Caller.Issued> seen = new HashSet<>(known);
        return all.stream().filter(issued -> !seen.contains(issued)).toList();
    }

    /** An outage is no answer: for a moment after Redis is back the gateway may still say 503. */
    private static int statusOf(Installation scopegate, Caller.Issued issued) {
        Caller caller = new Caller(scopegate.gateway(0), issued.token());
        long deadline = System.nanoTime() + RESTART.toNanos();
        int status = caller.status("/api/v3/node/version");
        while (status == 503 && System.nanoTime() < deadline) {
            status = caller.status("/api/v3/node/version");
        }
        return status;
    }
}
