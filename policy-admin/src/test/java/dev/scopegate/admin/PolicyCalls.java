package dev.scopegate.admin;

import dev.scopegate.admin.AdminApp.Answer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policy of an account, compared and applied over HTTP. */
record PolicyCalls(AdminApp app) {

    Answer diff(String token, String policy, boolean prune) {
        return app.exchange("POST", "/api/v1/policy/diff?prune=" + prune, headers(token, null), policy);
    }

    Answer apply(String token, String policy, boolean prune, @Nullable String state) {
        return app.exchange("PUT", "/api/v1/policy?prune=" + prune, headers(token, state), policy);
    }

    Answer export(String token) {
        return app.exchange("GET", "/api/v1/policy", headers(token, null), null);
    }

    private static Map<String, String> headers(String token, @Nullable String state) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
        if (state != null) {
            headers.put("If-Match", state);
        }
        return headers;
    }
}
