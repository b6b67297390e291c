package dev.scopegate.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where Ocean's clients ask for tokens and give them back, with what they send there. */
final class OceanCalls {

    private OceanCalls() {}

    static String creation(String address, String nonce, String expiration, String signature) {
        return "/api/services/createAuthToken?"
                + query("address", address, "nonce", nonce, "expiration", expiration, "signature", signature);
    }

    static String deletion(String address, String nonce, String token, String signature) {
        return "/api/services/deleteAuthToken?"
                + query("address", address, "nonce", nonce, "token", token, "signature", signature);
    }

    static String query(String... pairs) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.add(pairs[i] + "=" + URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", parameters);
    }

    static String inAnHour() {
        return Long.toString(Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
    }
}
