package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The token systems' own clients, unchanged, against the gateway's base URL. */
class RealClientsIT {

    private static final Path CLIENTS = Path.of(System.getProperty("scopegate.root"), "e2e", "clients");

    private static Installation scopegate;

    @BeforeAll
    static void start() throws Exception {
        if (!hasNode()) {
            abort("the real clients were NOT run: they need Node 18 or newer on the PATH");
        }
        if (!Files.isDirectory(CLIENTS.resolve("node_modules"))) {
            Run install = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
            assertThat(install.exitCode()).as(install.output()).isZero();
        }
        scopegate = Installation.start(1);
    }

    @AfterAll
    static void stop() {
        if (scopegate != null) {
            scopegate.close();
        }
    }

    @Test
    void the_hopr_sdk_lives_through_a_tokens_whole_life() throws Exception {
        Run run = run(
                List.of("node", "hopr.mjs"),
                Map.of("BASE_URL", scopegate.gateway(0).toString(), "ADMIN_TOKEN", Installation.ADMIN_TOKEN));

        System.out.print(run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("11 passed, 0 failed");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Run run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(CLIENTS.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private record Run(int exitCode, String output) {}
}
