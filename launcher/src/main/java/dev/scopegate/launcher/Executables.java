package dev.scopegate.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine, and the runnable jars of this product. */
public final class Executables {

    private static final int COMPACT_HEADERS_SINCE = 25;

    private Executables() {}

    /** The first program of that name in the folders of PATH. */
    public static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return java.util.Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The {@code java} that runs this program. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The runnable jar of a module, which the build put there. */
    public static Path jar(Path root, String module) {
        Path folder = root.resolve(module).resolve("target");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("no runnable jar in " + folder + ": build with mvn package"));
        } catch (IOException failure) {
            throw new StartFailure("cannot read " + folder + ": " + failure.getMessage(), failure);
        }
    }

    /** What every JVM of the product is started with. */
    public static List<String> javaFlags() {
        // Every object is a word shorter, so that a request allocates less (JEP 519: a product feature since 25).
        return Runtime.version().feature() >= COMPACT_HEADERS_SINCE
                ? List.of("-XX:+UseCompactObjectHeaders")
                : List.of();
    }
}
