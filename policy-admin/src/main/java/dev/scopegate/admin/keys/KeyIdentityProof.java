package dev.scopegate.admin.keys;

import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.keys.KeyProofs.Deed.LinkTo;
import dev.scopegate.policy.token.Identity;

/** Links an Ethereum or Ed25519 key by its signature of a challenge that names the account. */
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
        LinkTo deed = new LinkTo(request.caller().account().id());
        return proofs.prove(identity, deed, body.text("challenge"), body.text("signature"));
    }
}
