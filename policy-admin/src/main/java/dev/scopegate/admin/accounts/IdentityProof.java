package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Identity;
import java.util.Map;

/** One way in which the owner of an account proves to be something else too, so that it can be linked to the account. */
public interface IdentityProof {

    /** What the {@code type} of a body must be for this proof to be asked. */
    String type();

    /**
     * The identity that the body proves; a proof is good once.
     *
     * @throws RefusedException where it proves none
     */
    Identity prove(Body body, ProofContext request);

    /**
     * What a proof may depend on besides its body.
     *
     * @param caller who asks, with a login of the account
     * @param cookies of the request, by name; its text shows none
     */
    record ProofContext(Caller caller, Map<String, String> cookies) {

        public ProofContext {
            cookies = Map.copyOf(cookies);
        }

        @Override
        public String toString() {
            return "ProofContext[" + caller.account().id() + "]";
        }
    }
}
