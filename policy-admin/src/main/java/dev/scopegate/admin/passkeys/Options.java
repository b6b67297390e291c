package dev.scopegate.admin.passkeys;

import dev.scopegate.policy.token.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options as {@code PublicKeyCredential.parseCreationOptionsFromJSON} and its sister read them (WebAuthn, level 3). */
final class Options {

    private Options() {}

    static Map<String, Object> of(String party, Account account, String challenge, List<Passkey> held) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("rp", Map.of("id", party, "name", "Scopegate"));
        form.put("user", userOf(account));
        form.put("challenge", challenge);
        form.put(
                "pubKeyCredParams",
                Ceremony.ALGORITHMS.stream()
                        .map(each -> Map.of(
                                "type", "public-key", "alg", each.getAlg().getValue()))
                        .toList());
        form.put("timeout", Ceremony.TIMEOUT.toMillis());
        form.put(
                "excludeCredentials",
                held.stream()
                        .map(key -> Map.of("type", "public-key", "id", key.id()))
                        .toList());
        form.put(
                "authenticatorSelection",
                Map.of("residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
        form.put("attestation", "none");
        return form;
    }

    private static Map<String, Object> userOf(Account account) {
        String id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(account.id().getBytes(StandardCharsets.UTF_8));
        return Map.of("id", id, "name", account.name(), "displayName", account.name());
    }

    static Map<String, Object> request(String party, String challenge) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("challenge", challenge);
        form.put("timeout", Ceremony.TIMEOUT.toMillis());
        form.put("rpId", party);
        form.put("allowCredentials", List.of());
        form.put("userVerification", "required");
        return form;
    }
}
