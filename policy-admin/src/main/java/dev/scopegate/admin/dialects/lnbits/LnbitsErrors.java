package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** LNbits words every error as {@code {"detail": "..."}}. */
@RestControllerAdvice(basePackageClasses = LnbitsErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class LnbitsErrors extends ErrorShape {

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(Map.of("detail", refusal.text()));
    }
}
