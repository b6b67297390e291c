package dev.scopegate.gateway.proof;

import dev.scopegate.policy.access.Subscriber;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.Nonces.Taking;
import dev.scopegate.store.Tab;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Uses up the nonces of signed calls. A signer's last nonce is kept for good; keys cost nothing, so of those that nobody
 * has an account for, one place may bring only so many new ones in an hour.
 */
public final class SignerNonces {

    /** One person needs one; behind one address there may be many. */
    private static final RateLimit NEW_SIGNERS = new RateLimit(300, Duration.ofHours(1), 300);

    private final Nonces nonces;
    private final LimitLedger ledger;

    public SignerNonces(Nonces nonces, LimitLedger ledger) {
        this.nonces = nonces;
        this.ledger = ledger;
    }

    /**
     * Uses a nonce.
     *
     * @param hasAccount whether the signer's account is kept, which bounds how many of them there are
     * @param source where the call comes from; null where that is not known
     * @return why it cannot be used; nothing where it was
     */
    Mono<Optional<Reason>> use(String signer, String nonce, boolean hasAccount, @Nullable InetAddress source) {
        return Mono.fromCompletionStage(() -> nonces.take(signer, nonce)).flatMap(taking -> switch (taking) {
            case TAKEN, USED -> Mono.just(refusalOf(taking));
            case FIRST -> hasAccount ? begin(signer, nonce) : admitted(signer, nonce, source);
        });
    }

    private Mono<Optional<Reason>> admitted(String signer, String nonce, @Nullable InetAddress source) {
        String place = source == null ? "unknown" : Subscriber.of(source);
        Tab tab = new Tab("signers", "", List.of(new Meter("signers/" + place, NEW_SIGNERS)), 1);
        return Mono.fromCompletionStage(() -> ledger.charge(tab)).flatMap(charge -> switch (charge) {
            case Charge.Accepted accepted -> begin(signer, nonce);
            case Charge.Refused refused -> Mono.just(Optional.of(Reason.RATE_LIMITED));
        });
    }

    private Mono<Optional<Reason>> begin(String signer, String nonce) {
        return Mono.fromCompletionStage(() -> nonces.begin(signer, nonce)).map(SignerNonces::refusalOf);
    }

    private static Optional<Reason> refusalOf(Taking taking) {
        return taking == Taking.TAKEN ? Optional.empty() : Optional.of(Reason.USED_NONCE);
    }
}
