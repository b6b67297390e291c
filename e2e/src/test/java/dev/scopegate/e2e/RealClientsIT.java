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
            abort("the real clients were NOT run: they need Node 20 or newer on the PATH");
        }
        if (!isInstalled()) {
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
        passes("hopr.mjs");
    }

    @Test
    void ocean_js_3_signs_and_uses_the_tokens_of_a_provider() throws Exception {
        passes("ocean-provider.mjs");
    }

    @Test
    void ocean_js_4_and_8_make_use_and_invalidate_the_tokens_of_a_node() throws Exception {
        passes("ocean-node.mjs");
    }

    @Test
    void textiles_hub_library_obtains_and_uses_its_users_tokens() throws Exception {
        passes("textile.mjs");
    }

    @Test
    void nostr_tools_logs_in_by_header_and_by_body() throws Exception {
        passes("nostr.mjs");
    }

    @Test
    void an_ethereum_wallet_and_an_ed25519_key_log_in_by_challenge() throws Exception {
        passes("keys.mjs");
    }

    @Test
    void saymons_documented_requests_work_by_fetch_http_and_curl() throws Exception {
        passes("saymon.mjs");
    }

    @Test
    void lnbitss_documented_operations_work_with_their_refusals() throws Exception {
        passes("lnbits.mjs");
    }

    /** The script has the environment of this test, the gateway's address and the administrator's token. */
    private static void passes(String script) throws Exception {
        Run run = run(
                List.of("node", script),
                Map.of("BASE_URL", scopegate.gateway(0).toString(), "ADMIN_TOKEN", Installation.ADMIN_TOKEN));

        System.out.print(run.output());
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("(?m)^[1-9][0-9]* passed, 0 failed$");
    }

    /** npm leaves the list of what it installed; one older than the lock file is of other versions. */
    private static boolean isInstalled() throws IOException {
        Path installed = CLIENTS.resolve("node_modules/.package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed)
                                .compareTo(Files.getLastModifiedTime(CLIENTS.resolve("package-lock.json")))
                        >= 0;
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
