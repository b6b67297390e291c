package dev.scopegate.launcher.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A policy on disk, as the one text that is sent: the files of a folder are its documents.
 *
 * @param sources which file each part of the text came from, in order
 */
record PolicyFiles(String text, List<Source> sources) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A file whose first line comes after so many lines of the text. */
    record Source(String file, int before) {}

    static PolicyFiles read(String from, Terminal terminal) {
        if (from.equals("-")) {
            return new PolicyFiles(terminal.input(), List.of(new Source("input", 0)));
        }
        Path path = Path.of(from);
        StringBuilder text = new StringBuilder();
        List<Source> sources = new ArrayList<>();
        int lines = 0;
        for (Path file : files(path)) {
            String content = content(file);
            if (!sources.isEmpty()) {
                text.append("---\n");
                lines++;
            }
            sources.add(new Source(file.toString(), lines));
            String whole = content.isEmpty() || content.endsWith("\n") ? content : content + "\n";
            text.append(whole);
            lines += (int) whole.chars().filter(c -> c == '\n').count();
        }
        return new PolicyFiles(text.toString(), sources);
    }

    /** Where a line of the text stands on disk. */
    String where(int line) {
        Source found = sources.getFirst();
        for (Source each : sources) {
            if (each.before() < line) {
                found = each;
            }
        }
        return found.file() + ":" + (line - found.before());
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<Path> found = inside.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new Failure("folder '" + path + "' must hold *.yml, but holds none");
            }
            return found;
        } catch (IOException failure) {
            throw new Failure("cannot read folder '" + path + "': " + failure.getMessage());
        }
    }

    private static String content(Path file) {
        try {
            String content = Files.readString(file);
            return content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        } catch (NoSuchFileException missing) {
            throw new Failure("there is no file or folder '" + file + "'");
        } catch (CharacterCodingException coding) {
            throw new Failure("'" + file + "' must be UTF-8, but is not");
        } catch (IOException failure) {
            throw new Failure("cannot read '" + file + "': " + failure.getMessage());
        }
    }
}
