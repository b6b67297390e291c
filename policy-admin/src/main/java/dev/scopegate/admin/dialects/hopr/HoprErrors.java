package dev.scopegate.admin.dialects.hopr;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * HOPR nodes word errors as {@code {"status":"WORD","error":"text"}}: a client that finds anything else reports a parse
 * error in place of the refusal. A used-up limit is a missing authorisation to them.
 */
@RestControllerAdvice(basePackageClasses = HoprErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HoprErrors extends ErrorShape {

    @Override
    protected int statusOf(Refusal refusal) {
        return refusal.status() == 429 ? 403 : refusal.status();
    }

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        return refusal.status() == 404
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON).body(document(refusal));
    }

    private static Map<String, Object> document(Refusal refusal) {
        return switch (refusal.status()) {
            case 400, 413 -> Map.of("status", word(refusal));
            case 401 -> withError("UNAUTHORIZED", "authentication failed");
            case 403, 429 -> withError("UNAUTHORIZED", "authorization failed");
            default -> withError("UNKNOWN_FAILURE", refusal.text());
        };
    }

    private static String word(Refusal refusal) {
        return switch (refusal.code()) {
            case "outlives_parent" -> "INVALID_TOKEN_LIFETIME";
            case "exceeds_parent" -> "INVALID_TOKEN_CAPABILITIES";
            default -> "INVALID_INPUT";
        };
    }

    private static Map<String, Object> withError(String status, String error) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("status", status);
        document.put("error", error);
        return document;
    }
}
