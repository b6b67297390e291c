package dev.scopegate.gateway.proof;

import reactor.core.publisher.Mono;

/** What checks each kind of proof. */
public record Proofs(RequestProof ocean) {

    private static final RequestProof NONE =
            (request, api, path) -> Mono.just(new RequestProof.Outcome.Absent(request, null));

    /** What checks proofs of the kind. */
    public RequestProof of(ProofKind kind) {
        return switch (kind) {
            case NONE -> NONE;
            case OCEAN -> ocean;
        };
    }
}
