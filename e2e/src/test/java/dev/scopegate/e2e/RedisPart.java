package dev.scopegate.e2e;

import dev.scopegate.launcher.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;

/** The one Redis, which keeps port, password and data over its restarts. */
final class RedisPart implements Part, AutoCloseable {

    private final Path folder;
    private final Path settings;
    private EmbeddedRedis running;

    RedisPart(Path folder, Path settings) {
        this.folder = folder;
        this.settings = settings;
        this.running = EmbeddedRedis.start(folder, settings, Installation.freePort());
    }

    String url() {
        return running.url();
    }

    @Override
    public void start() {
        running = EmbeddedRedis.start(folder, settings, running.port());
    }

    @Override
    public void kill() {
        running.kill();
    }

    /** Starting waits already. */
    @Override
    public void awaitReady(Duration atMost) {}

    @Override
    public void close() {
        running.close();
    }
}
