package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** SAYMON words errors as {@code {"code":"Word","message":"text"}}, where the text of a 401 is JSON once more. */
@RestControllerAdvice(basePackageClasses = SaymonErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SaymonErrors extends ErrorShape {

    private static final String WRONG_PASSWORD = "Invalid login or password.";

    private final HttpServletRequest request;

    /** The errors of whichever request is being answered, since the words tell where its credential stood. */
    SaymonErrors(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * None: no bearer token is taken here, and for {@code Basic} a browser would ask its user, then send his password with
     * every call, whichever site's page makes it.
     */
    @Override
    protected String challengeOf(Refusal refusal) {
        return "";
    }

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (refusal.status() == 401) {
            String text = unauthorized(refusal);
            document.put("code", text.equals(WRONG_PASSWORD) ? "InvalidCredentials" : "Unauthorized");
            document.put("message", "{\"errorCode\":3,\"message\":\"" + text + "\"}");
        } else {
            document.put("code", word(refusal.status()));
            document.put("message", plain(refusal));
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(document);
    }

    private String unauthorized(Refusal refusal) {
        if (refusal.code().equals("no_credential")) {
            return "Not logged in.";
        }
        if (refusal.code().equals("invalid_credentials") || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return WRONG_PASSWORD;
        }
        return request.getQueryString() == null ? "Session expired." : "Invalid API token.";
    }

    /** A 403 names what would have been enough. */
    private static String plain(Refusal refusal) {
        return refusal.sufficient().isEmpty() ? refusal.text() : "Permission required: " + refusal.sufficient();
    }

    private static String word(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase().replace(" ", "");
    }
}
