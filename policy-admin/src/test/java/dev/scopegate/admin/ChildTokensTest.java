package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildTokensTest {

    private static final Map<String, Object> WITHIN =
            Map.of("capability", "GET /api/v1/tokens/*", "limits", List.of(Map.of("type", "calls", "max", 5)));

    private final AdminApp app = AdminApp.shared();
    private final Answer parent = issue(
            app.user().login(),
            "capabilities",
            List.of(Map.of("capability", "POST /api/v1/tokens"), WITHIN),
            "networks",
            List.of("127.0.0.0/8"),
            "lifetimeSeconds",
            100);

    private Answer issue(String issuer, Object... pairs) {
        return app.post("/api/v1/tokens", issuer, json(pairs));
    }

    private Answer child(Object... pairs) {
        return issue(parent.text("token"), pairs);
    }

    @Test
    void a_subset_of_the_parent_is_issued_and_bound_to_its_networks() {
        Answer child = child("capabilities", List.of(WITHIN), "lifetimeSeconds", 50);

        assertThat(child.status()).as(child.body()).isEqualTo(201);
        assertThat(child.text("parent")).isEqualTo(parent.text("id"));
        assertThat(child.json().get("networks").toString()).isEqualTo("[\"127.0.0.0/8\"]");
    }

    @Test
    void what_outlives_or_exceeds_the_parent_is_refused() {
        Map<String, Object> unlimited = Map.of("capability", "GET /api/v1/tokens/*");
        Map<String, Object> wider = Map.of("capability", "GET /**");
        List<String> anywhere = List.of("0.0.0.0/0");

        assertThat(child("capabilities", List.of(WITHIN)).text("code")).isEqualTo("outlives_parent");
        assertThat(child("capabilities", List.of(unlimited), "lifetimeSeconds", 50)
                        .text("code"))
                .isEqualTo("exceeds_parent");
        assertThat(child("capabilities", List.of(wider), "lifetimeSeconds", 50).text("code"))
                .isEqualTo("exceeds_parent");
        assertThat(child("capabilities", List.of(WITHIN), "lifetimeSeconds", 50, "networks", anywhere)
                        .text("code"))
                .isEqualTo("exceeds_parent");
    }
}
