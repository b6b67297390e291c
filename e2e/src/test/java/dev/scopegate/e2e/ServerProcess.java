package dev.scopegate.e2e;

import dev.scopegate.launcher.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server of the system under test, which can be killed and started again. */
final class ServerProcess implements Part {

    private final String name;
    private final List<String> words;
    private final List<String> arguments;
    private final Place place;
    private @Nullable Process process;

    /**
     * A server that is not started yet.
     *
     * @param words begin its command line, which the arguments end
     */
    ServerProcess(String name, List<String> words, List<String> arguments, Place place) {
        this.name = name;
        this.words = words;
        this.arguments = arguments;
        this.place = place;
    }

    /**
     * Where it runs.
     *
     * @param ready answers 200 once the server is ready
     */
    record Place(Map<String, String> environment, Path log, URI ready) {}

    /** The same, begun with other words. */
    ServerProcess with(List<String> others) {
        return new ServerProcess(name, others, arguments, place);
    }

    /** Starts it, and ends it when it is ready, in as much time as it takes. */
    void runOnce() {
        start();
        awaitReady(Duration.ofSeconds(90));
        stop(Duration.ofMinutes(2));
    }

    @Override
    public void start() {
        List<String> command = new ArrayList<>(words);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        builder.environment().putAll(place.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        Process running = running();
        running.destroyForcibly();
        running.onExit().join();
    }

    void stop() {
        stop(Duration.ofSeconds(10));
    }

    private void stop(Duration patience) {
        Process running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
        }
    }

    Path log() {
        return place.log();
    }

    @Override
    public void awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!Patience.answers(place.ready())) {
            if (System.nanoTime() > deadline || !running().isAlive()) {
                throw new AssertionError(name + " is not ready; its log ends: " + tail());
            }
            pause();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(place.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
