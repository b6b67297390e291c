package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token systems' own clients, unchanged, against the gateway's base URL. */
class RealClientsIT {

    private static final Path CLIENTS = Path.of(System.getProperty("scopegate.root"), "e2e", "clients");

    private static Installation scopegate;
    private static Caller admin;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(hasNode())
                .as("the real clients were NOT run: they need Node 18 or newer on the PATH")
                .isTrue();
        if (!Files.isDirectory(CLIENTS.resolve("node_modules"))) {
            Run install = run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"), Map.of());
            assertThat(install.exitCode()).as(install.output()).isZero();
        }
        scopegate = Installation.start(1);
        admin = new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN);
    }

    @AfterAll
    static void stop() {
        if (scopegate != null) {
            scopegate.close();
        }
    }

    /** Those that need nothing but the gateway and a token that may issue others. */
    @ParameterizedTest
    @ValueSource(strings = {"hopr.mjs", "lnbits.mjs", "nostr.mjs", "keys.mjs", "ocean-provider.mjs", "ocean-node.mjs"})
    void a_systems_own_clients_do_all_that_it_documents(String script) throws Exception {
        runs(script, Map.of());
    }

    @Test
    void saymons_own_request_shapes_work_by_fetch_http_and_curl() throws Exception {
        String password = "pass:word of a manager";
        String manager = admin.account("saymon-manager", password, List.of("manage-users"), List.of("* /node/api/**"));
        String user = admin.account("saymon-user", "a password of theirs", List.of(), List.of("* /node/api/**"));

        assertThat(manager).isNotEqualTo(user);
        runs(
                "saymon.mjs",
                Map.of("SAYMON_LOGIN", "saymon-manager", "SAYMON_PASSWORD", password, "SAYMON_USER_ID", user));
    }

    @Test
    void the_textile_hub_library_gets_its_token_and_calls() throws Exception {
        Caller.Client client = admin.client("hub");

        runs("textile.mjs", Map.of("TEXTILE_KEY", client.id(), "TEXTILE_SECRET", client.secret()));
    }

    private static void runs(String script, Map<String, String> own) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(own);
        environment.put("BASE_URL", scopegate.gateway(0).toString());
        environment.put("ADMIN_TOKEN", Installation.ADMIN_TOKEN);
        Run run = run(List.of("node", script), environment);

        System.out.print(run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains(" 0 failed").doesNotContain("FAIL");
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
