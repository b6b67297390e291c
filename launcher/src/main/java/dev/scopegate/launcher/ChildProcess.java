package dev.scopegate.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that runs beside this one, writes to a log file, and ends with it. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Path log;
    private final Path pidFile;
    private final Process process;

    private ChildProcess(String name, Path log, Path pidFile, Process process) {
        this.name = name;
        this.log = log;
        this.pidFile = pidFile;
        this.process = process;
    }

    /** Starts the command in its own session where the system can: Ctrl-C is then for the launcher alone. */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path data) {
        Path logs = data.resolve("logs");
        Path log = logs.resolve(name + ".log");
        Path pidFile = pidFile(name, data);
        List<String> line = new ArrayList<>(
                Executables.onPath("setsid").map(Path::toString).stream().toList());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().values().removeIf(String::isEmpty);
        try {
            SecretFile.createFolder(logs);
            Process process = builder.start();
            process.getOutputStream().close();
            SecretFile.write(pidFile, process.pid() + " " + startOf(process.toHandle()));
            return new ChildProcess(name, log, pidFile, process);
        } catch (IOException failure) {
            throw new StartFailure("cannot start " + name + ": " + failure.getMessage(), failure);
        }
    }

    /** Ends what an earlier launcher left behind, such as one that was killed. Whether there was anything. */
    static boolean endLeftover(String name, Path data) {
        Path pidFile = pidFile(name, data);
        if (!Files.exists(pidFile)) {
            return false;
        }
        // A process number alone may be someone else's by now; together with its start it is not.
        String[] words = SecretFile.readOrCreate(pidFile, () -> "0 0").split(" ", 2);
        boolean ended = ProcessHandle.of(Long.parseLong(words[0]))
                .filter(handle -> startOf(handle).equals(words[1]))
                .map(ChildProcess::end)
                .orElse(false);
        delete(pidFile);
        return ended;
    }

    private static boolean end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException late) {
            handle.destroyForcibly();
        }
        return true;
    }

    /** Asks it to end, and waits as long as it may take to put away what it has. */
    void endInPeace(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new StartFailure(name + " has not ended after " + patience.toSeconds() + " s, see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while " + name + " was ending", interrupted);
        }
        delete(pidFile);
    }

    private static String startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static Path pidFile(String name, Path data) {
        return data.resolve("run").resolve(name + ".pid");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new StartFailure("cannot delete " + file, failure);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    CompletableFuture<ChildProcess> ended() {
        return process.onExit().thenApply(done -> this);
    }

    /** One line that says how it ended and where to read more. */
    String obituary() {
        return name + " ended with status " + process.exitValue() + ", see " + log;
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        end(process.toHandle());
        delete(pidFile);
    }
}
