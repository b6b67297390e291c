package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the launcher, each a process of its own, at a whole Scopegate behind its gateway. */
class CommandLineIT {

    private static final Path ROOT = Path.of(System.getProperty("scopegate.root"));

    @TempDir
    Path folder;

    private final List<String> environment = new ArrayList<>();

    /** What a command printed and ended with. */
    record Ended(int status, String out, String err) {}

    private Ended run(String... arguments) {
        Path jar = ROOT.resolve(
                "launcher/target/scopegate-launcher-" + System.getProperty("scopegate.version") + "-exec.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dscopegate.root=" + folder,
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Path err = Files.createTempFile(folder, "err", "");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("SCOPEGATE_URL", environment.getFirst());
            builder.environment().put("SCOPEGATE_TOKEN", environment.get(1));
            Process process = builder.start();
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ended good(String... arguments) {
        Ended ended = run(arguments);
        assertThat(ended.status()).as(ended.toString()).isZero();
        return ended;
    }

    private void as(Installation installation, String token) {
        environment.clear();
        environment.addAll(List.of(installation.gateway(0).toString(), token));
    }

    @Test
    void a_policy_is_put_in_force_and_moves_to_an_empty_installation() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yml"), policy());
        Path exported = folder.resolve("exported.yml");
        assertThat(Files.readAllLines(policy)).hasSizeGreaterThan(500);
        try (Installation one = Installation.start(1)) {
            as(one, Installation.ADMIN_TOKEN);
            assertThat(good("acl", "diff", "-f", policy.toString()).out()).contains("+ access list list 0");
            assertThat(good("acl", "apply", "-f", policy.toString()).out()).contains("known to 1 of 1 gateways");
            assertThat(good("acl", "diff", "-f", policy.toString(), "--prune").out())
                    .isEqualTo("nothing to change\n");
            assertThat(good("acl", "list").out().lines()).hasSize(101);
            good("acl", "export", "-o", exported.toString());
            aTokenIsIssuedUsedExplainedAndEnded(one);
            anErrorIsPointedAt();
        }
        try (Installation empty = Installation.start(1)) {
            as(empty, Installation.ADMIN_TOKEN);
            good("acl", "apply", "-f", exported.toString());
            assertThat(good("acl", "export").out()).isEqualTo(Files.readString(exported));
            assertThat(good("acl", "diff", "-f", policy.toString(), "--prune").out())
                    .isEqualTo("nothing to change\n");
        }
    }

    private void aTokenIsIssuedUsedExplainedAndEnded(Installation installation) {
        Ended issued = good("token", "issue", "--acl", "list 1", "--description", "by hand", "--lifetime", "1h");
        String token = issued.out().strip();
        String id = issued.err().replaceAll("(?s).*(tok_\\w+).*", "$1");
        Caller caller = new Caller(installation.gateway(0), token);
        assertThat(Caller.send(caller.bearer("/demo/hello").build()).statusCode())
                .isEqualTo(200);
        assertThat(good("explain", id, "GET", "/demo/hello", "--api", "demo").out())
                .contains("outcome: permit");
        Ended refused = run("explain", id, "GET", "/demo/goodbye", "--api", "demo");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).contains("outcome: no_capability").contains("demo:goodbye");
        assertThat(good("token", "list", "--count", "5").out()).contains(id).contains("by hand");
        assertThat(good("token", "revoke", id).out()).contains("known to 1 of 1 gateways");
        assertThat(Caller.send(caller.bearer("/demo/hello").build()).statusCode())
                .isEqualTo(401);
        as(installation, token);
        assertThat(run("acl", "list").status()).isEqualTo(2);
        as(installation, Installation.ADMIN_TOKEN);
    }

    private void anErrorIsPointedAt() throws IOException {
        Path wrong =
                Files.writeString(folder.resolve("wrong.yml"), "accessLists:\n  a:\n    capabilities: [nothing]\n");
        Ended refused = run("acl", "apply", "-f", wrong.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(wrong + ":3:20: operation must read 'api:name'");
    }

    private static String policy() {
        StringBuilder text = new StringBuilder("accessLists:\n");
        for (int i = 0; i < 100; i++) {
            text.append("""
                      "list %d":
                        capabilities:
                          - demo:hello
                          - GET /files/%d/**
                        limits:
                          - { type: calls, max: 1000, per: day }
                    """.formatted(i, i).indent(2));
        }
        return text.toString();
    }
}
