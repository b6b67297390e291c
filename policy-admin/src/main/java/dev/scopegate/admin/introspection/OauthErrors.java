package dev.scopegate.admin.introspection;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as OAuth words them (RFC 6749, section 5.2, and RFC 6750, section 3.1). */
@RestControllerAdvice(basePackageClasses = OauthErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OauthErrors extends ErrorShape {

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("error", refusal.oauthError().isEmpty() ? refusal.code() : refusal.oauthError());
        document.put("error_description", refusal.text());
        if (!refusal.sufficient().isEmpty()) {
            document.put("scope", refusal.sufficient());
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(document);
    }
}
