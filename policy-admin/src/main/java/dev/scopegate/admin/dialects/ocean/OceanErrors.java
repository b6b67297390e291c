package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.http.ErrorShape;
import dev.scopegate.admin.http.Refusal;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Ocean words errors as {@code {"error": "..."}}, and what is wrong with single fields by field. */
@RestControllerAdvice(basePackageClasses = OceanErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class OceanErrors extends ErrorShape {

    @ExceptionHandler
    ResponseEntity<?> invalid(InvalidFieldsException invalid) {
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_JSON)
                .body(invalid.document());
    }

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(Map.of("error", refusal.text()));
    }
}
