package dev.scopegate.bench.machine;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.launcher.ChildProcess;
import dev.scopegate.launcher.Children;
import dev.scopegate.launcher.Executables;
import dev.scopegate.launcher.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** A folder of its own and all that was started in it; both are gone when it closes, also after Ctrl-C. */
public final class Workplace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path root;
    private final Path folder;
    private final List<String> jvmFlags;
    private final Children children = new Children();
    private final Thread ending = new Thread(this::end, "ending");
    private final Map<Long, Duration> startUps = new HashMap<>();
    private volatile boolean kept;

    private Workplace(Path root, Path folder, List<String> jvmFlags) {
        this.root = root;
        this.folder = folder;
        this.jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * An empty one.
     *
     * @param root of the sources, with the runnable jars in them
     * @param jvmFlags for all JVMs alike, beside those that the launcher starts them with
     */
    private static Workplace open(Path root, List<String> jvmFlags) {
        try {
            Workplace workplace = new Workplace(root, Files.createTempDirectory("scopegate-bench"), jvmFlags);
            Runtime.getRuntime().addShutdownHook(workplace.ending);
            return workplace;
        } catch (IOException e) {
            throw new BenchFailure("cannot make a folder for temporary files: " + e.getMessage(), e);
        }
    }

    /** The same for work that has no result. */
    public static void run(Path root, List<String> jvmFlags, Consumer<Workplace> work) {
        try (Workplace workplace = open(root, jvmFlags)) {
            workplace.kept = true;
            work.accept(workplace);
            workplace.kept = false;
        }
    }

    public Path root() {
        return root;
    }

    public Path folder() {
        return folder;
    }

    /** Begins the command line of a JVM, the same for all that are compared. */
    public List<String> java() {
        List<String> command = new ArrayList<>(List.of(Executables.java().toString()));
        command.addAll(flags(jvmFlags));
        return command;
    }

    /** What a JVM is started with: as the launcher does, and what was asked for. */
    public static List<String> flags(List<String> more) {
        return Stream.concat(Executables.javaFlags().stream(), more.stream()).toList();
    }

    public <T extends AutoCloseable> T keep(T resource) {
        children.add(resource);
        return resource;
    }

    /** Starts a program that is ready once this address answers 200. */
    public ChildProcess start(String name, List<String> command, Map<String, String> environment, URI ready) {
        long begin = System.nanoTime();
        ChildProcess child = ChildProcess.start(name, command, environment, folder);
        children.add(child);
        Patience.await(child, waiting -> Patience.answers(ready), PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.err.printf("bench: %s is ready after %.1f s%n", name, took.toMillis() / 1e3);
        startUps.put(child.pid(), took);
        return child;
    }

    /** How long a process that was started here took until it was ready. */
    public Duration startUp(ProcessTree process) {
        return startUps.getOrDefault(process.pid(), Duration.ZERO);
    }

    /** Writes a file below the folder. */
    public Path write(String name, String content) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.resolveSibling(""));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new BenchFailure("cannot write " + folder.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** Does the work and ends everything; where it fails, the files stay for whoever looks for the reason. */
    public static <T> T in(Path root, List<String> jvmFlags, Function<Workplace, T> work) {
        try (Workplace workplace = open(root, jvmFlags)) {
            workplace.kept = true;
            T result = work.apply(workplace);
            workplace.kept = false;
            return result;
        }
    }

    private void end() {
        children.close();
        if (kept) {
            System.err.println("bench: see the files in " + folder);
        } else {
            deleteFiles();
        }
    }

    private void deleteFiles() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workplace::delete);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("scopegate: cannot delete " + folder + ": " + e.getMessage());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(ending);
        end();
    }
}
