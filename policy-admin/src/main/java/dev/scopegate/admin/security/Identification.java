package dev.scopegate.admin.security;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Lineage;
import org.jspecify.annotations.Nullable;

/** What a request says about who sent it, once it is verified. */
sealed interface Identification {

    /** A token of ours, presented here: what it may do is still to be judged. */
    record Presenter(Lineage lineage) implements Identification {}

    /** A name and a password, still to be checked. */
    record Named(String name, String password) implements Identification {

        @Override
        public String toString() {
            return "Named[secret]";
        }
    }

    /**
     * A caller that the gateway has judged and charged.
     *
     * @param operation the operation that the gateway let pass; null where it knew none
     */
    record Vouched(Lineage lineage, @Nullable String operation) implements Identification {}

    /** Nobody. */
    record Nobody(Reason reason) implements Identification {}
}
