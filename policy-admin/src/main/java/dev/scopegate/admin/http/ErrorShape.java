package dev.scopegate.admin.http;

import dev.scopegate.store.ConflictException;
import dev.scopegate.store.StoreUnavailableException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Turns whatever went wrong into a {@link Refusal}, and leaves to each dialect how that is written. */
public abstract class ErrorShape {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorShape.class);

    /** The body of the answer; null for an empty one. */
    protected abstract ResponseEntity<?> write(Refusal refusal, ResponseEntity.BodyBuilder answer);

    /** The status that the dialect uses; the same in most. */
    protected int statusOf(Refusal refusal) {
        return refusal.status();
    }

    /** The {@code WWW-Authenticate} challenge; empty for none. The same in most. */
    protected String challengeOf(Refusal refusal) {
        return refusal.challenge();
    }

    @ExceptionHandler
    ResponseEntity<?> refused(RefusedException refused) {
        return answer(refused.refusal());
    }

    @ExceptionHandler
    ResponseEntity<?> outage(StoreUnavailableException outage) {
        LOG.warn("the store cannot be reached: {}", outage.getMessage());
        return answer(Refusal.outage());
    }

    @ExceptionHandler
    ResponseEntity<?> conflict(ConflictException conflict) {
        return answer(Refusal.of(409, "conflict", "another change came first, so nothing was changed"));
    }

    @ExceptionHandler
    ResponseEntity<?> aborted(IOException aborted) {
        return answer(Refusal.of(400, "invalid_input", "the body could not be read to its end"));
    }

    /** The host's own refusals keep their status; a bug is logged and told to nobody. */
    @ExceptionHandler
    ResponseEntity<?> other(Exception other) {
        if (other instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return answer(ofHost(response.getStatusCode()));
        }
        if (other instanceof TypeMismatchException) {
            return answer(ofHost(HttpStatus.BAD_REQUEST));
        }
        LOG.error("a call failed", other);
        return answer(Refusal.of(500, "internal_error", "this failed for a reason of our own"));
    }

    /** What the host itself refuses, worded without the host's own text. */
    static Refusal ofHost(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> Refusal.notFound("there is nothing at this path");
            case 405 -> Refusal.of(405, "method_not_allowed", "this path does not take this method");
            case 406 -> Refusal.of(406, "not_acceptable", "answers are JSON, which the request does not accept");
            default -> Refusal.of(status.value(), "invalid_input", "the request could not be understood");
        };
    }

    private ResponseEntity<?> answer(Refusal refusal) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(statusOf(refusal));
        String challenge = challengeOf(refusal);
        if (!challenge.isEmpty()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        if (refusal.retryAfter() != null) {
            long seconds = Math.max(1, Math.ceilDiv(refusal.retryAfter().toMillis(), 1_000));
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return write(refusal, answer);
    }
}
