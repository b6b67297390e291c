package dev.scopegate.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;

/** Waiting for a child that is coming up. */
public final class Patience {

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

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

    /** Whether this address answers 200. */
    public static boolean answers(URI ready) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(ready).timeout(LONGEST_ANSWER).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting", interrupted);
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
