package dev.scopegate.gateway.problem;

import dev.scopegate.gateway.connection.AnswerFields;
import dev.scopegate.gateway.connection.WholeAnswer;
import dev.scopegate.policy.decision.Reason;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Writes refusals, in the form that the route's clients understand, with the headers that HTTP has for them. */
public final class ProblemWriter {

    /** What is left of the body is not waited for (RFC 9110, sections 15.5.9 and 15.5.14). */
    private static final Set<Integer> UNREAD_BODY = Set.of(408, 413);

    private final WrittenBodies bodies = new WrittenBodies();

    public Mono<Void> write(ServerHttpResponse response, ErrorShape shape, Problem problem) {
        if (response instanceof OwnRefusal own) {
            return own.refuse(problem);
        }
        Reason reason = problem.reason();
        AnswerFields fields = AnswerFields.of(response);
        if (reason.challenges()) {
            fields.set(HttpHeaderNames.WWW_AUTHENTICATE, challenge(problem));
        }
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            fields.set(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, ceilSeconds(retryAfter))));
        }
        if (UNREAD_BODY.contains(reason.status())) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        shape.say(response.getHeaders(), reason.status(), reason.text());
        return write(response, HttpStatusCode.valueOf(shape.status(reason)), shape.type(), bodies.of(shape, problem));
    }

    /** A failure that no rule foresees: its status, and nothing of what went wrong inside. */
    public Mono<Void> write(ServerHttpResponse response, @Nullable ErrorShape shape, HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String title = known == null ? "Error" : known.getReasonPhrase();
        if (shape == null || shape == KnownShape.PROBLEM) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "about:blank");
            body.put("title", title);
            body.put("status", status.value());
            return write(response, status, MediaType.APPLICATION_PROBLEM_JSON_VALUE, WrittenBodies.json(body));
        }
        shape.say(response.getHeaders(), status.value(), title);
        return write(
                response,
                HttpStatusCode.valueOf(shape.status(status.value())),
                shape.type(),
                WrittenBodies.json(shape.body(title, status.value())));
    }

    private static Mono<Void> write(ServerHttpResponse response, HttpStatusCode status, String type, byte[] bytes) {
        AnswerFields fields = AnswerFields.of(response);
        fields.remove(HttpHeaderNames.TRANSFER_ENCODING);
        fields.remove(HttpHeaderNames.CONTENT_ENCODING);
        fields.set(HttpHeaderNames.CONTENT_TYPE, type);
        fields.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
        fields.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        response.setStatusCode(status);
        return response.bufferFactory() instanceof NettyDataBufferFactory
                ? WholeAnswer.write(response, Unpooled.wrappedBuffer(bytes))
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** RFC 6750, section 3: nothing but the scheme where no credential was sent. */
    private static String challenge(Problem problem) {
        Reason reason = problem.reason();
        if (reason.oauthError().isEmpty()) {
            return "Bearer";
        }
        String scope = problem.sufficient().isEmpty() ? "" : ", scope=\"" + problem.sufficient() + "\"";
        return "Bearer error=\"" + reason.oauthError() + "\", error_description=\"" + reason.text() + "\"" + scope;
    }

    static long ceilSeconds(Duration duration) {
        return duration.getSeconds() + (duration.getNano() > 0 ? 1 : 0);
    }
}
