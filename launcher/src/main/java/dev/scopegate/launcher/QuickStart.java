package dev.scopegate.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * An app that starts in half the time: laid out as plain jars, beside what one start of its has loaded, linked and learnt
 * (JEP 483, 514 and 515). It is made once after a build, for one JVM and its flags; what does not fit them is not used.
 */
public final class QuickStart {

    private static final int SINCE = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path jar;
    private final List<String> flags;
    private final Path folder;

    private QuickStart(Path jar, List<String> flags) {
        this.jar = jar;
        this.flags = List.copyOf(flags);
        this.folder = jar.resolveSibling("quick-" + Integer.toHexString(flags.hashCode()));
    }

    /**
     * The app of a module.
     *
     * @param flags what its JVM is started with
     */
    public static QuickStart of(Path root, String module, List<String> flags) {
        return new QuickStart(Executables.jar(root, module), flags);
    }

    /** Whether the JVM that runs this program can do it. */
    public static boolean isPossible() {
        return Runtime.version().feature() >= SINCE;
    }

    /** Whether it was made, of the jar that is there now and for this JVM. */
    public boolean isMade() {
        try {
            return isPossible()
                    && Files.exists(stamp())
                    && Files.readString(stamp()).equals(origin());
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins its command line, quick where it is made; its arguments follow. */
    public List<String> words() {
        return isMade() ? line("-XX:AOTCache=" + cache(), laidOut()) : line(null, jar);
    }

    /**
     * Makes it, of one start.
     *
     * @param start starts the app with the words that it is given, waits until it is ready, and ends it
     */
    public void make(Training start) {
        clear();
        run(List.of(
                Executables.java().toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                folder.resolve("app").toString()));
        start.run(line("-XX:AOTCacheOutput=" + cache(), laidOut()));
        if (!Files.exists(cache())) {
            throw new StartFailure("the JVM must have kept its cache in " + cache() + ", but there is none");
        }
        try {
            Files.writeString(stamp(), origin());
        } catch (IOException e) {
            throw new StartFailure("cannot write " + stamp() + ": " + e.getMessage(), e);
        }
    }

    /** One start of an app, to learn from. */
    @FunctionalInterface
    public interface Training {
        void run(List<String> words);
    }

    private List<String> line(@Nullable String option, Path app) {
        List<String> words = new ArrayList<>(List.of(Executables.java().toString()));
        words.addAll(flags);
        if (option != null) {
            words.add(option);
        }
        words.addAll(List.of("-jar", app.toString()));
        return words;
    }

    private Path laidOut() {
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private Path cache() {
        return folder.resolve("app.aot");
    }

    private Path stamp() {
        return folder.resolve("made-of");
    }

    private String origin() throws IOException {
        return String.join(
                "\n", Runtime.version().toString(), Executables.java().toString(), String.join(" ", flags), contents());
    }

    /** A word for all that is in the jar: builds that can be repeated give each the same time. */
    private String contents() throws IOException {
        CRC32 sum = new CRC32();
        try (ZipFile file = new ZipFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        }
        return Long.toHexString(sum.getValue());
    }

    private void clear() {
        try {
            SecretFile.deleteFolder(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartFailure("cannot make " + folder + " anew: " + e.getMessage(), e);
        }
    }

    private void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("made.log").toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartFailure("cannot lay out " + jar + ", see " + folder.resolve("made.log"));
            }
        } catch (IOException e) {
            throw new StartFailure("cannot lay out " + jar + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while preparing", e);
        }
    }
}
