package dev.scopegate.gateway.problem;

import reactor.core.publisher.Mono;

/** A response that says refusals in its own way, since it can carry neither status nor body any more. */
public interface OwnRefusal {

    Mono<Void> refuse(Problem problem);
}
