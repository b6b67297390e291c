package dev.scopegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That apps do start quickly is shown with real ones, in the end-to-end tests. */
class QuickStartTest {

    private static final List<String> FLAGS = List.of("-Xmx64m");

    @TempDir
    Path root;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        Path target = Files.createDirectories(root.resolve("gateway/target"));
        jar = target.resolve("gateway-exec.jar");
        write("first");
    }

    private void write(String content) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("content"));
            zip.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private QuickStart app() {
        return QuickStart.of(root, "gateway", FLAGS);
    }

    @Test
    void startsTheJarItselfWhereNothingWasMade() {
        assertThat(app().isMade()).isFalse();
        assertThat(app().words()).containsExactly(Executables.java().toString(), "-Xmx64m", "-jar", jar.toString());
    }

    @Test
    void saysWhereToReadWhyAJarCouldNotBeLaidOut() throws IOException {
        assertThatThrownBy(() -> app().make(words -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("cannot lay out " + jar)
                .hasMessageContaining("made.log");
        assertThat(app().isMade()).isFalse();
        try (Stream<Path> made = Files.list(jar.resolveSibling(""))) {
            assertThat(made).hasSize(2);
        }
    }
}
