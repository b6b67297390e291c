package dev.scopegate.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Small files that only their owner may read. */
final class SecretFile {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** What the file holds; made by the supplier and written where there is none yet. */
    static String readOrCreate(Path file, Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                write(file, content.get());
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new StartFailure("cannot read or write " + file + ": " + failure, failure);
        }
    }

    /** Writes the file as a whole or not at all, so that a crash leaves no half of a secret. */
    static void write(Path file, String content) {
        try {
            Path folder = file.toAbsolutePath().resolveSibling("");
            createFolder(folder);
            Path draft = Files.createTempFile(folder, ".draft", "", ownerOnly(folder, "rw-------"));
            Files.write(draft, (content + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new StartFailure("cannot write " + file + ": " + failure, failure);
        }
    }

    /** Makes the folder, and those above it, for its owner only; one that exists stays as it is. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    }

    /** A random word of letters and digits that are hard to confuse. */
    static String randomWord(int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static FileAttribute<?>[] ownerOnly(Path where, String permissions) {
        boolean posix = where.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Deletes a folder with all that is in it, where it is there. */
    static void deleteFolder(Path folder) throws IOException {
        try (Stream<Path> old = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
