package dev.scopegate.launcher;

import java.time.Duration;
import java.util.function.Predicate;

/** Waiting for a child that is coming up. */
public final class Patience {

    private static final Duration STEP = Duration.ofMillis(100);

    private Patience() {}

    /**
     * Returns as soon as the child is ready.
     *
     * @throws StartFailure where it ends first, or is not ready in time
     */
    public static void await(ChildProcess child, Predicate<ChildProcess> ready, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready.test(child)) {
            if (!child.alive()) {
                throw new StartFailure(child.obituary());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailure(
                        child.name() + " is not ready after " + patience.toSeconds() + " s, see " + child.log());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting", interrupted);
        }
    }
}
