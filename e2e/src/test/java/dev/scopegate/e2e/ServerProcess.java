package dev.scopegate.e2e;

import dev.scopegate.launcher.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server of the system under test, which can be killed and started again. */
final class ServerProcess implements Part {

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final URI ready;
    private @Nullable Process process;

    /**
     * A server that is not started yet.
     *
     * @param ready answers 200 once the server is ready
     */
    ServerProcess(String name, List<String> command, Map<String, String> environment, Path log, URI ready) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.ready = ready;
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
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
        Process running = process;
        if (running != null) {
            running.destroy();
            try {
                if (!running.waitFor(10, TimeUnit.SECONDS)) {
                    running.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running.destroyForcibly();
            }
        }
    }

    Path log() {
        return log;
    }

    @Override
    public void awaitReady(Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!Patience.answers(ready)) {
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
            List<String> lines = Files.readAllLines(log);
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
