package dev.scopegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void installation() throws IOException {
        for (String module : List.of("gateway", "policy-admin")) {
            Files.createDirectories(root.resolve(module).resolve("target"));
            Files.createFile(root.resolve(module).resolve("target").resolve(module + "-exec.jar"));
        }
        environment.put("SCOPEGATE_CONFIG", Path.of("..", "config").toString());
        for (String part : List.of(
                "SCOPEGATE_GATEWAY_PORT",
                "SCOPEGATE_ADMIN_PORT",
                "SCOPEGATE_GATEWAY_MANAGEMENT_PORT",
                "SCOPEGATE_ADMIN_MANAGEMENT_PORT")) {
            environment.put(part, String.valueOf(EmbeddedRedis.freePort()));
        }
    }

    @Test
    void refusesATakenPortInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("SCOPEGATE_GATEWAY_PORT", String.valueOf(taken.getLocalPort()));
            assertThat(complaint("up"))
                    .isEqualTo("scopegate: port " + taken.getLocalPort()
                            + " is taken: set SCOPEGATE_GATEWAY_PORT to a free one, or end what listens there");
        }
    }

    @Test
    void refusesAPortThatIsNone() {
        environment.put("SCOPEGATE_ADMIN_PORT", "http");
        assertThat(complaint("up"))
                .isEqualTo("scopegate: SCOPEGATE_ADMIN_PORT must be a port from 1 to 65535, but was 'http'");
    }

    @Test
    void refusesOnePortForTwo() {
        environment.put("SCOPEGATE_ADMIN_PORT", environment.getOrDefault("SCOPEGATE_GATEWAY_PORT", ""));
        assertThat(complaint("up")).contains("SCOPEGATE_GATEWAY_PORT and SCOPEGATE_ADMIN_PORT must differ");
    }

    @Test
    void saysThatRedisIsNotThere() {
        environment.put("SCOPEGATE_REDIS_URL", "redis://:hidden@127.0.0.1:" + EmbeddedRedis.freePort());
        assertThat(complaint("up"))
                .contains("cannot be reached")
                .contains("SCOPEGATE_REDIS_URL")
                .doesNotContain("hidden");
    }

    @Test
    void saysWhichConfigIsMissing() {
        environment.put("SCOPEGATE_CONFIG", root.resolve("nowhere").toString());
        assertThat(complaint("demo")).contains("gateway.yml").contains("SCOPEGATE_CONFIG");
    }

    @Test
    void refusesADataFolderInUse() throws IOException {
        try (DataLock held = DataLock.take(root.resolve("data"))) {
            assertThat(held).isNotNull();
            assertThat(complaint("up")).contains("another scopegate uses the data folder");
        }
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(complaint("dance")).contains("usage");
    }

    /** The one line that the launcher gave up with. */
    private String complaint(String command) {
        PrintStream console = System.err;
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        System.setErr(new PrintStream(heard, true, StandardCharsets.UTF_8));
        try {
            assertThat(Launcher.run(List.of(command), root, environment)).isEqualTo(1);
        } finally {
            System.setErr(console);
        }
        List<String> lines = heard.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }
}
