package dev.scopegate.admin.keys;

import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.http.Body;
import dev.scopegate.policy.token.Identity;

/** Links an Ethereum or Ed25519 key by its signature of a challenge, as for a login. */
final class KeyIdentityProof implements IdentityProof {

    private final KeyProofs proofs;

    KeyIdentityProof(KeyProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public String type() {
        return "key";
    }

    @Override
    public Identity prove(Body body, ProofContext request) {
        Identity identity = KeyProofs.identityOf(body.text("key"));
        return proofs.prove(identity, body.text("challenge"), body.text("signature"));
    }
}
