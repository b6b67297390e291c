package dev.scopegate.gateway.proof;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.policy.decision.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Proves who makes a request by a signature that was made for this one request. It goes before every token. */
public interface RequestProof {

    /**
     * Looks for a signature, checks it, and uses it up where it is right.
     *
     * @param api the API that is called
     * @param path the path that is judged
     */
    Mono<Outcome> examine(ServerHttpRequest request, String api, String path);

    /** What a request proves. */
    sealed interface Outcome {

        /**
         * It holds no signature: its token counts.
         *
         * @param request the same, its body still to be read
         * @param owner whose token it must be; null where it names nobody
         */
        record Absent(ServerHttpRequest request, @Nullable String owner) implements Outcome {}

        /** It holds one that is not good, or cannot be read. */
        record Refused(Reason reason) implements Outcome {}

        /**
         * It holds a good one.
         *
         * @param request the same, its body still to be read
         * @param again looks its signer up anew, for as long as the call lasts
         */
        record Proved(ServerHttpRequest request, Authentication signer, Mono<Authentication> again)
                implements Outcome {}
    }
}
