package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.Nonces.Taking;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Tokens of whoever signs for an Ethereum address. Every signature is good once, since its nonce must be larger than the
 * last one; a token that was deleted stays so, and asking again gives another one.
 */
final class OceanTokens {

    static final String API = "ocean";

    private final ForeignTokens tokens;
    private final FirstSights accounts;
    private final Nonces nonces;
    private final Ending ending;
    private final Form form;

    OceanTokens(ForeignTokens tokens, FirstSights accounts, Nonces nonces, Ending ending, Form form) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.nonces = nonces;
        this.ending = ending;
        this.form = form;
    }

    /** How a token is found by its value, and ended. */
    record Ending(Authenticator authenticator, Custody custody, Revocations revocations, GrantCompiler compiler) {}

    /** What tokens look like, and how long they last at most. */
    record Form(OceanJwt jwt, Duration longestLifetime, InstantSource clock) {}

    /** What became of a token that was to be deleted. */
    enum Deleted {
        NOW,
        BEFORE,
        EXPIRED,
        INVALID
    }

    Instant now() {
        return form.clock().instant();
    }

    /** The last end that a token may have. */
    Instant latestEnd() {
        return now().plus(form.longestLifetime()).truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Takes the nonce of a proof whose signature was found good; false where it is not larger than the last one. A first one
     * stays for good, so its signer gets his account before: who has made too many of these is refused.
     */
    boolean take(OceanProof proof, Origin origin) {
        Taking taking = Reply.of(nonces.take(proof.owner().value(), proof.nonce()));
        if (taking == Taking.FIRST) {
            accounts.accountOf(identity(proof), origin);
            return begin(proof);
        }
        return taking == Taking.TAKEN;
    }

    /** The same, where a token is to be ended: who has no account has none, and nothing is kept of him. */
    boolean takeOfOwner(OceanProof proof) {
        Taking taking = Reply.of(nonces.take(proof.owner().value(), proof.nonce()));
        if (taking == Taking.FIRST) {
            return accounts.find(identity(proof)).isEmpty() || begin(proof);
        }
        return taking == Taking.TAKEN;
    }

    private boolean begin(OceanProof proof) {
        return Reply.of(nonces.begin(proof.owner().value(), proof.nonce())) == Taking.TAKEN;
    }

    /** A new token of a proof whose nonce was taken. It ends at the latest that is allowed, where more is asked for. */
    String issue(OceanProof proof, Instant end, Origin origin) {
        Identity identity = identity(proof);
        String account = accounts.accountOf(identity, origin).value().id();
        Instant latest = latestEnd();
        Instant ends = end.isAfter(latest) ? latest : end;
        Wanted wanted = new Wanted(
                Issuance.to(identity, account, "Ocean token", now()),
                API,
                Validity.until(ends),
                token -> form.jwt().write(new OceanJwt.Claims(ends, proof.address(), token.id())));
        return tokens.issue(wanted, new Asker(account, origin)).value();
    }

    /** Ends a token of a proof whose nonce was taken. Another signer's token is as good as none. */
    Deleted delete(OceanProof proof, String value, Origin origin) {
        Optional<Lineage> found = ending.authenticator()
                .resolve(value)
                .filter(lineage -> lineage.token().terms().audience().contains(API))
                .filter(lineage ->
                        identity(proof).text().equals(lineage.token().issuance().identity()));
        if (found.isEmpty()) {
            return form.jwt()
                    .read(value)
                    .filter(claims -> proof.address().equalsIgnoreCase(claims.address()))
                    .map(claims -> claims.expiresAt().isAfter(now()) ? Deleted.INVALID : Deleted.EXPIRED)
                    .orElse(Deleted.INVALID);
        }
        Lineage lineage = found.get();
        if (lineage.token().revocation() != null) {
            return Deleted.BEFORE;
        }
        if (lineage.token().terms().validity().hasEndedBy(now())) {
            return Deleted.EXPIRED;
        }
        return end(lineage, origin);
    }

    private Deleted end(Lineage lineage, Origin origin) {
        var account = lineage.account();
        var token = ending.custody().named(Optional.of(lineage));
        if (account == null || token.isEmpty()) {
            return Deleted.BEFORE;
        }
        Caller caller = new Caller(account, lineage, ending.compiler().compile(lineage), origin);
        ending.revocations().revoke(caller, token.get(), "deleted");
        return Deleted.NOW;
    }

    private static Identity identity(OceanProof proof) {
        return new Identity(Identity.ETHEREUM, proof.owner().value());
    }
}
