package dev.scopegate.admin.introspection;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The parameters of an OAuth request, from its body alone: what stands in a URL ends up in logs. Each may stand once (RFC
 * 6749, section 3.2), and those that are not known are not looked at.
 */
final class Form {

    private static final String TOKEN = "token";

    private final Map<String, String> parameters;

    private Form(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Form of(HttpServletRequest request) throws IOException {
        if (request.getQueryString() != null) {
            throw invalid("parameters must stand in the body, but the request has a query");
        }
        if (!isForm(request.getContentType())) {
            throw invalid("content type must be " + MediaType.APPLICATION_FORM_URLENCODED);
        }
        byte[] bytes = request.getInputStream().readNBytes(Body.MAX_BYTES + 1);
        if (bytes.length > Body.MAX_BYTES) {
            throw new RefusedException(Refusal.of(
                    413, "invalid_request", "body must have at most " + Body.MAX_BYTES + " bytes, but has more"));
        }
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Form parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
            if (!name.isEmpty() && parameters.put(name, value) != null) {
                throw invalid("each parameter may stand once, but one is repeated");
            }
        }
        return new Form(parameters);
    }

    /** The token that the request is about. */
    String token() {
        String token = parameters.get(TOKEN);
        if (token == null || token.isEmpty()) {
            throw invalid("'" + TOKEN + "' is required");
        }
        return token;
    }

    private static boolean isForm(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_FORM_URLENCODED.includes(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("the body is not encoded as a form");
        }
    }

    private static RefusedException invalid(String text) {
        return new RefusedException(Refusal.of(400, "invalid_request", text));
    }

    /** It holds a token. */
    @Override
    public String toString() {
        return "Form[" + parameters.size() + " parameters]";
    }
}
