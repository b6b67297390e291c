package dev.scopegate.admin.http;

import dev.scopegate.policy.decision.Reason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.json.JsonMapper;

/** The errors of this app's own API, and of every path that no dialect claims: problem details (RFC 9457). */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public final class Problems extends ErrorShape {

    @Override
    protected ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer) {
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(document(refusal));
    }

    /** For what is refused before Spring's web layer is reached. */
    public static void writeAmbiguousPath(HttpServletResponse response) throws IOException {
        Refusal refusal = Refusal.of(Reason.AMBIGUOUS_PATH);
        response.setStatus(refusal.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JsonMapper.shared().writeValueAsBytes(document(refusal)));
    }

    /** The document of a refusal, to which more may be added. */
    public static Map<String, Object> document(Refusal refusal) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        HttpStatus status = HttpStatus.resolve(refusal.status());
        problem.put("title", status == null ? "Error" : status.getReasonPhrase());
        problem.put("status", refusal.status());
        problem.put("detail", refusal.text());
        problem.put("code", refusal.code());
        if (!refusal.sufficient().isEmpty()) {
            problem.put("scope", refusal.sufficient());
        }
        return problem;
    }
}
