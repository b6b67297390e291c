package dev.scopegate.admin.web.why;

import dev.scopegate.admin.decisions.CallForm;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.access.AccessRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked: which token, and which call. A token that was pasted is never shown again.
 *
 * @param token its id, or its value
 * @param address where the call comes from; empty where that does not matter
 */
public record WhyForm(String token, String api, String method, String path, String address) {

    private static final String ID = "tok_";
    private static final String USUAL_METHOD = "GET";

    public WhyForm(
            @Nullable String token,
            @Nullable String api,
            @Nullable String method,
            @Nullable String path,
            @Nullable String address) {
        this.token = text(token);
        this.api = text(api);
        this.method = text(method).isEmpty() ? USUAL_METHOD : text(method).toUpperCase(Locale.ROOT);
        this.path = withoutQuery(text(path));
        this.address = text(address);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Addresses are often pasted whole; what follows a question mark is not judged. */
    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    boolean isComplete() {
        return !token.isEmpty() && !api.isEmpty() && !path.isEmpty();
    }

    /** Whether the token is named by its id, which opens nothing. */
    boolean namesToken() {
        return token.startsWith(ID);
    }

    /** The same with the id of the token in place of whatever it was named by. */
    WhyForm about(String id) {
        return new WhyForm(id, api, method, path, address);
    }

    /** What is wrong, by the field that it is wrong with. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (token.isEmpty()) {
            errors.put("token", "give the id of a token, or paste the token itself");
        }
        check(errors, "api", () -> CallForm.api(api));
        check(errors, "method", () -> CallForm.method(method));
        check(errors, "path", () -> CallForm.path(path));
        check(errors, "address", () -> CallForm.source(address.isEmpty() ? null : address));
        return errors;
    }

    AccessRequest call(Instant now) {
        return CallForm.read(api, method, path, address.isEmpty() ? null : address, now);
    }

    private static void check(Map<String, String> errors, String field, Runnable parse) {
        try {
            parse.run();
        } catch (RefusedException e) {
            errors.put(field, e.refusal().text());
        }
    }

    /** The token may be a secret. */
    @Override
    public String toString() {
        return "WhyForm[" + api + " " + method + " " + path + "]";
    }
}
