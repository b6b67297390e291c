package dev.scopegate.gateway.proof;

import dev.scopegate.policy.decision.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** The parameters of one request, from wherever Ocean's servers take them: the query, or else a JSON body. */
sealed interface ParameterReading {

    /** Longest body that is read, in bytes. */
    int LONGEST_BODY = 65_536;

    /** They are clear. */
    record Clear(ServerHttpRequest request, Parameters parameters) implements ParameterReading {}

    /** They are not. */
    record Unclear(Reason reason) implements ParameterReading {}

    /**
     * Reads those that have a part in the signature. Body and query may not both hold some: servers would differ.
     *
     * @param patience for the whole body: nobody is known yet who could be told to hurry
     */
    static Mono<ParameterReading> of(ServerHttpRequest request, List<String> names, Duration patience) {
        String query = request.getURI().getRawQuery();
        Optional<Map<String, String>> inQuery = QueryParameters.read(query, names);
        if (inQuery.isEmpty()) {
            return Mono.just(new Unclear(Reason.AMBIGUOUS_PARAMETERS));
        }
        if (!JsonParameters.isSaid(request.getHeaders())) {
            return Mono.just(new Clear(request, new Parameters(inQuery.get())));
        }
        if (request.getHeaders().getContentLength() > LONGEST_BODY) {
            return Mono.just(new Unclear(Reason.OVERSIZED_BODY));
        }
        boolean queryCounts = !QueryParameters.isEmpty(query);
        return KeptBody.of(request, LONGEST_BODY)
                .timeout(patience)
                .map(kept -> of(kept, inQuery.get(), queryCounts, names))
                .onErrorReturn(DataBufferLimitException.class, new Unclear(Reason.OVERSIZED_BODY))
                .onErrorReturn(TimeoutException.class, new Unclear(Reason.SLOW_BODY));
    }

    private static ParameterReading of(
            KeptBody kept, Map<String, String> inQuery, boolean queryCounts, List<String> names) {
        if (kept.body().length == 0) {
            return new Clear(kept, new Parameters(inQuery));
        }
        Optional<Map<String, String>> inBody = JsonParameters.read(kept.body(), names);
        boolean both = queryCounts
                && inBody.isPresent()
                && inBody.get().values().stream().anyMatch(value -> !value.isEmpty());
        return inBody.isEmpty() || both
                ? new Unclear(Reason.AMBIGUOUS_PARAMETERS)
                : new Clear(kept, new Parameters(queryCounts ? inQuery : inBody.get()));
    }
}
