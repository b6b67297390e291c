package dev.scopegate.gateway.proof;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.TokenStore;
import dev.scopegate.store.TokenStore.Owner;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import dev.scopegate.wire.ocean.OceanNonce;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The signature of a call of an Ocean provider: its address signs some of the parameters and a nonce, which has to be
 * larger than the one before. A right signature of an address that has an account, or would get one, uses its nonce
 * whatever is decided afterwards; a wrong one uses none, nor does that of an address which may do nothing anyway.
 */
public final class OceanProof implements RequestProof {

    private static final Authentication NOBODY = new Authentication.Unknown(Reason.UNKNOWN_TOKEN);

    private final SignerNonces nonces;
    private final TokenStore store;
    private final GrantCompiler compiler;
    private final InstantSource clock;
    private final Scheduler arithmetic;

    public OceanProof(
            SignerNonces nonces, TokenStore store, GrantCompiler compiler, InstantSource clock, Scheduler arithmetic) {
        this.nonces = nonces;
        this.store = store;
        this.compiler = compiler;
        this.clock = clock;
        this.arithmetic = arithmetic;
    }

    @Override
    public Mono<Outcome> examine(ServerHttpRequest request, String api, String path) {
        return SignedOperation.of(request.getMethod().name(), path)
                .map(operation -> ParameterReading.of(request, operation.parameters())
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
        Identity identity = new Identity(Identity.ETHEREUM, signer.value());
        Mono<Optional<Owner>> lookUp = Mono.fromCompletionStage(() -> store.accountOf(identity, clock.instant()));
        Mono<Authentication> again = lookUp.map(owner -> known(identity, owner, api));
        return lookUp.flatMap(owner -> used(clear, signer, owner)
                .map(refusal -> refusal.<Outcome>map(Outcome.Refused::new)
                        .orElseGet(() -> new Outcome.Proved(clear.request(), known(identity, owner, api), again))));
    }

    private Mono<Optional<Reason>> used(ParameterReading.Clear clear, EthereumAddress signer, Optional<Owner> owner) {
        if (owner.isEmpty()) {
            return Mono.just(Optional.empty());
        }
        InetSocketAddress peer = clear.request().getRemoteAddress();
        String nonce = clear.parameters().value(Parameters.NONCE);
        return nonces.use(signer.value(), nonce, owner.get().isKept(), peer == null ? null : peer.getAddress());
    }

    private Authentication known(Identity identity, Optional<Owner> owner, String api) {
        return owner.<Authentication>map(
                        held -> new Authentication.Known(compiler.compile(identity, held.account(), api)))
                .orElse(NOBODY);
    }
}
