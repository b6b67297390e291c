package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A policy of some size goes from one installation to another, by its text alone. */
class PolicyRoundTripTest {

    private static final int LISTS = 50;

    private static Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN, "If-Match", "*");
    }

    private static String export(AdminApp app) {
        return app.exchange("GET", "/api/v1/policy", headers(), null).body();
    }

    private static Answer apply(AdminApp app, String policy) {
        return app.exchange("PUT", "/api/v1/policy", headers(), policy);
    }

    private static Answer diff(AdminApp app, String policy) {
        return app.exchange("POST", "/api/v1/policy/diff?prune=true", headers(), policy);
    }

    static String large() {
        StringBuilder text = new StringBuilder("catalogues:\n  - api: orders\n    operations:\n");
        for (int i = 0; i < LISTS; i++) {
            text.append("      order%d: { match: [\"GET /orders/%d/{id}\"], tag: t%d, summary: \"no. %d: 'ü'\" }\n"
                    .formatted(i, i, i % 5, i));
        }
        text.append("accessLists:\n");
        for (int i = 0; i < LISTS; i++) {
            text.append("""
                      "list %d":
                        capabilities:
                          - orders:order%d
                          - "* /files/%d/**"
                          - capability: demo:hello
                            limits:
                              - { type: calls, max: %d, per: day }
                              - { type: rate, calls: 10, period: PT1S, burst: 20 }
                        limits:
                          - { type: concurrency, calls: 5 }
                    """.formatted(i, i, i, i + 1).indent(2));
        }
        return text.toString();
    }

    @Test
    void a_policy_of_five_hundred_lines_is_applied_and_its_export_makes_the_same_elsewhere() {
        String policy = large();
        assertThat(policy.lines().count()).isGreaterThan(500);
        try (RedisServer one = RedisServer.start();
                RedisServer empty = RedisServer.start()) {
            String exported;
            try (AdminApp first = AdminApp.start(one.uri())) {
                Answer applied = apply(first, policy);
                assertThat(applied.status()).as(applied.body()).isEqualTo(200);
                assertThat(diff(first, policy).json().get("empty").booleanValue())
                        .isTrue();
                exported = export(first);
                assertThat(diff(first, exported).json().get("empty").booleanValue())
                        .isTrue();
            }
            try (AdminApp second = AdminApp.start(empty.uri())) {
                assertThat(diff(second, exported).json().get("accessLists").size())
                        .isEqualTo(LISTS);
                assertThat(apply(second, exported).status()).isEqualTo(200);
                assertThat(export(second)).isEqualTo(exported);
                assertThat(diff(second, policy).json().get("empty").booleanValue())
                        .isTrue();
            }
        }
    }

    @Test
    void the_sample_can_be_applied() throws IOException {
        String sample = Files.readString(Path.of("..", "config", "policy", "demo.yml"));
        Answer compared = diff(AdminApp.shared(), sample);
        assertThat(compared.status()).as(compared.body()).isEqualTo(200);
    }
}
