package dev.scopegate.gateway.proof;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.TokenStore;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import dev.scopegate.wire.ocean.OceanNonce;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The signature of a call of an Ocean provider: its address signs some of the parameters and a nonce, which has to be
 * larger than the one before. A right signature uses its nonce whatever is decided afterwards, a wrong one uses none.
 */
public final class OceanProof implements RequestProof {

    private static final Authentication NOBODY = new Authentication.Unknown(Reason.UNKNOWN_TOKEN);

    private final Nonces nonces;
    private final TokenStore store;
    private final GrantCompiler compiler;
    private final InstantSource clock;
    private final Scheduler arithmetic;
    private Duration patience = Duration.ofSeconds(5);

    public OceanProof(
            Nonces nonces, TokenStore store, GrantCompiler compiler, InstantSource clock, Scheduler arithmetic) {
        this.nonces = nonces;
        this.store = store;
        this.compiler = compiler;
        this.clock = clock;
        this.arithmetic = arithmetic;
    }

    /** Gives a body so long to arrive: what is read of it is kept in memory meanwhile. */
    public OceanProof waitingFor(Duration body) {
        patience = body;
        return this;
    }

    @Override
    public Mono<Outcome> examine(ServerHttpRequest request, String api, String path) {
        return SignedOperation.of(request.getMethod().name(), path)
                .map(operation -> ParameterReading.of(request, operation.parameters(), patience)
                        .flatMap(reading -> examine(reading, operation, api)))
                .orElseGet(() -> Mono.just(new Outcome.Absent(request, null)));
    }

    private Mono<Outcome> examine(ParameterReading reading, SignedOperation operation, String api) {
        return switch (reading) {
            case ParameterReading.Unclear unclear -> Mono.just(new Outcome.Refused(unclear.reason()));
            case ParameterReading.Clear clear -> {
                String owner = clear.parameters().value(operation.owner());
                yield clear.parameters().value(Parameters.SIGNATURE).isEmpty()
                        ? Mono.just(new Outcome.Absent(clear.request(), owner.isEmpty() ? null : owner))
                        : verify(clear, operation, api);
            }
        };
    }

    private Mono<Outcome> verify(ParameterReading.Clear clear, SignedOperation operation, String api) {
        return Mono.fromCallable(() -> signer(clear.parameters(), operation))
                .subscribeOn(arithmetic)
                .flatMap(signer -> signer.map(address -> useNonce(clear, address, api))
                        .orElseGet(() -> Mono.just(new Outcome.Refused(Reason.WRONG_SIGNATURE))));
    }

    /** The address that signed, if it is the one that calls. */
    private static Optional<EthereumAddress> signer(Parameters parameters, SignedOperation operation) {
        Optional<EthereumAddress> owner = EthereumAddress.parse(parameters.value(operation.owner()));
        if (owner.isEmpty() || !OceanNonce.isUsable(parameters.value(Parameters.NONCE))) {
            return Optional.empty();
        }
        return EthereumSignature.parse(parameters.value(Parameters.SIGNATURE))
                .flatMap(signature -> signature.signerOfHash(operation.text(parameters)))
                .filter(owner.get()::equals);
    }

    private Mono<Outcome> useNonce(ParameterReading.Clear clear, EthereumAddress signer, String api) {
        String nonce = clear.parameters().value(Parameters.NONCE);
        return Mono.fromCompletionStage(() -> nonces.take(signer.value(), nonce))
                .flatMap(taken -> taken
                        ? proved(clear.request(), signer, api)
                        : Mono.just(new Outcome.Refused(Reason.USED_NONCE)));
    }

    private Mono<Outcome> proved(ServerHttpRequest request, EthereumAddress signer, String api) {
        Mono<Authentication> lookUp = lookUp(new Identity(Identity.ETHEREUM, signer.value()), api);
        return lookUp.map(authentication -> new Outcome.Proved(request, authentication, lookUp));
    }

    private Mono<Authentication> lookUp(Identity identity, String api) {
        return Mono.fromCompletionStage(() -> store.accountOf(identity, clock.instant()))
                .map(account -> account.<Authentication>map(
                                held -> new Authentication.Known(compiler.compile(identity, held, api)))
                        .orElse(NOBODY));
    }
}
