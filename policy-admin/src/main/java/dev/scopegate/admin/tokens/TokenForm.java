package dev.scopegate.admin.tokens;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tokens as this app's own API reads and writes them. The secret is in none of them. */
public final class TokenForm {

    /** Most capabilities that one token or access list may name. */
    public static final int MOST_CAPABILITIES = 100;

    /** Longest life that can be asked for: a hundred years. */
    public static final long MOST_SECONDS = 3_155_760_000L;

    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_NETWORKS = 100;
    private static final Pattern API = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private TokenForm() {}

    static TokenRequest parse(Body body, Instant now) {
        List<Body> limits = body.optionalObjects("limits");
        List<String> networks = body.optionalTexts("networks");
        List<String> audience = body.optionalTexts("audience");
        return new TokenRequest(
                description(body.optionalText("description")),
                body.optionalText("accessList"),
                capabilities(body.optionalObjects("capabilities")),
                limits == null ? null : LimitForm.parse(limits),
                networks == null ? null : networks(networks),
                audience == null ? null : audience(audience),
                validity(body, now));
    }

    /** What is to change of a token. */
    static TokenChange parseChange(Body body) {
        List<Body> limits = body.optionalObjects("limits");
        List<String> networks = body.optionalTexts("networks");
        List<String> audience = body.optionalTexts("audience");
        String description = body.optionalText("description");
        return new TokenChange(
                description == null ? null : description(description),
                capabilities(body.optionalObjects("capabilities")),
                limits == null ? null : LimitForm.parse(limits),
                networks == null ? null : networks(networks),
                audience == null ? null : audience(audience));
    }

    /** A description that may be stored: short, and without control characters. */
    public static String description(@Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_DESCRIPTION || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "description must have at most " + LONGEST_DESCRIPTION + " characters and no control characters");
        }
        return text;
    }

    /** When a life of so many seconds ends; null for one without end. */
    public static @Nullable Instant expiry(@Nullable Long seconds, Instant now) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw RefusedException.invalid(
                    "lifetime must be from 1 to " + MOST_SECONDS + " seconds, but was " + seconds);
        }
        return now.plusSeconds(seconds);
    }

    /** Capabilities as they are written in our own API; null where none are mentioned. */
    public static @Nullable List<GrantedCapability> capabilities(@Nullable List<Body> list) {
        if (list == null) {
            return null;
        }
        refuseTooMany(list.size());
        return list.stream().map(TokenForm::capability).toList();
    }

    public static void refuseTooMany(int capabilities) {
        if (capabilities > MOST_CAPABILITIES) {
            throw RefusedException.invalid(
                    "at most " + MOST_CAPABILITIES + " capabilities may stand together, but there are " + capabilities);
        }
    }

    private static GrantedCapability capability(Body body) {
        List<Body> limits = body.optionalObjects("limits");
        return new GrantedCapability(
                ref(body.text("capability")), limits == null ? List.of() : LimitForm.parse(limits));
    }

    /** One capability. */
    public static CapabilityRef ref(String text) {
        try {
            return CapabilityRef.parse(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Networks that a token may be used from. */
    public static List<Network> networks(List<String> texts) {
        if (texts.size() > MOST_NETWORKS) {
            throw RefusedException.invalid("at most " + MOST_NETWORKS + " networks may stand together");
        }
        try {
            return texts.stream().map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** Names of the APIs that a token may be used on. */
    public static Set<String> audience(List<String> apis) {
        for (String api : apis) {
            if (!API.matcher(api).matches() || apis.size() > MOST_CAPABILITIES) {
                throw RefusedException.invalid("audience must list names of APIs, but has '" + api + "'");
            }
        }
        return Set.copyOf(apis);
    }

    private static Validity validity(Body body, Instant now) {
        Instant notBefore = instant(body, "notBefore");
        Instant stated = instant(body, "expiresAt");
        Long seconds = body.optionalNumber("lifetimeSeconds");
        if (stated != null && seconds != null) {
            throw RefusedException.invalid("a token has either 'lifetimeSeconds' or 'expiresAt', but not both");
        }
        Instant expiresAt = stated != null ? stated : expiry(seconds, now);
        if (expiresAt != null && (!expiresAt.isAfter(now) || (notBefore != null && !expiresAt.isAfter(notBefore)))) {
            throw RefusedException.invalid(
                    "a token must end after now and after its beginning, but would end at " + expiresAt);
        }
        return new Validity(notBefore, expiresAt);
    }

    private static @Nullable Instant instant(Body body, String name) {
        String text = body.optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            if (Math.abs(instant.getEpochSecond()) > 4 * MOST_SECONDS) {
                throw RefusedException.invalid("'" + name + "' is too far away");
            }
            return instant;
        } catch (DateTimeException e) {
            throw RefusedException.invalid(
                    "'" + name + "' must read like 2030-01-01T00:00:00Z, but was '" + text + "'");
        }
    }

    public static Map<String, Object> write(TokenRecord token) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", token.id());
        form.put("kind", token.kind().name().toLowerCase(Locale.ROOT));
        form.put("account", token.issuance().account());
        put(form, "parent", token.issuance().parent());
        put(form, "accessList", token.issuance().accessList());
        form.put("description", token.issuance().description());
        form.put("createdAt", token.issuance().at().toString());
        writeTerms(form, token.terms());
        form.put("disabled", token.disabled());
        if (token.revocation() != null) {
            form.put("revokedAt", token.revocation().at().toString());
            form.put("revokedBy", token.revocation().by());
            form.put("revokedBecause", token.revocation().why());
        }
        return form;
    }

    private static void writeTerms(Map<String, Object> form, Terms terms) {
        if (terms.capabilities() != null) {
            form.put(
                    "capabilities",
                    terms.capabilities().stream().map(TokenForm::write).toList());
        }
        form.put("limits", terms.limits().stream().map(LimitForm::write).toList());
        form.put("networks", terms.networks().stream().map(Network::toString).toList());
        form.put("audience", terms.audience().stream().sorted().toList());
        put(form, "notBefore", terms.validity().notBefore());
        put(form, "expiresAt", terms.validity().expiresAt());
    }

    /** One capability with its limits. */
    public static Map<String, Object> write(GrantedCapability granted) {
        List<Limit> limits = granted.limits();
        return Map.of(
                "capability", granted.capability().text(),
                "limits", limits.stream().map(LimitForm::write).toList());
    }

    private static void put(Map<String, Object> form, String name, @Nullable Object value) {
        if (value != null) {
            form.put(name, value.toString());
        }
    }
}
