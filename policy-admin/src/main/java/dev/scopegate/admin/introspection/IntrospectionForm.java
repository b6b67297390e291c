package dev.scopegate.admin.introspection;

import dev.scopegate.admin.introspection.Introspection.Active;
import dev.scopegate.policy.access.Principal;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The answer of RFC 7662, section 2.2. A member that does not apply is left out. */
final class IntrospectionForm {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private IntrospectionForm() {}

    static Map<String, Object> write(Optional<Active> found) {
        return found.map(IntrospectionForm::write).orElse(INACTIVE);
    }

    private static Map<String, Object> write(Active found) {
        TokenRecord token = found.lineage().token();
        Issuance issuance = token.issuance();
        Principal principal = found.grant().principal();
        Account account = found.lineage().account();
        String scope = found.scope().operations();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("active", true);
        put(form, "scope", scope.isEmpty() ? null : scope);
        put(form, "client_id", issuance.client());
        put(form, "username", account == null ? null : account.name());
        form.put("token_type", "bearer");
        putValidity(form, found.grant().validity());
        form.put("iat", issuance.at().getEpochSecond());
        form.put("sub", principal.subject());
        List<String> audience = token.terms().audience().stream().sorted().toList();
        put(form, "aud", audience.isEmpty() ? null : audience);
        form.put("iss", principal.issuer());
        form.put("jti", token.id());
        form.put("kind", token.kind().name().toLowerCase(Locale.ROOT));
        form.put("capabilities", found.scope().texts());
        put(form, "identity", principal.identity());
        return form;
    }

    private static void putValidity(Map<String, Object> form, Validity validity) {
        put(form, "exp", seconds(validity.expiresAt()));
        put(form, "nbf", seconds(validity.notBefore()));
    }

    private static @Nullable Long seconds(@Nullable Instant instant) {
        return instant == null ? null : instant.getEpochSecond();
    }

    private static void put(Map<String, Object> form, String name, @Nullable Object value) {
        if (value != null) {
            form.put(name, value);
        }
    }
}
