package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.http.Body;
import dev.scopegate.policy.token.Identity;

/** Links a Nostr key by an event (NIP-98) that was signed for just that. */
final class NostrIdentityProof implements IdentityProof {

    /** An event for a login names another path: neither can be used in the other's place. */
    private static final String PATH = "/api/v1/identities";

    private final NostrProofs proofs;

    NostrIdentityProof(NostrProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String type() {
        return Identity.NOSTR;
    }

    @Override
    public Identity prove(Body body, ProofContext request) {
        return proofs.prove(NostrEvent.in(body), PATH, null);
    }
}
