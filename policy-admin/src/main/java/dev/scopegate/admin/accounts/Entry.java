package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.store.AccountProfile;

/** How far somebody's proof leads. */
public sealed interface Entry {

    /** All the way. Its text shows no login. */
    record Open(String login) implements Entry {

        @Override
        public String toString() {
            return "Open[]";
        }
    }

    /** To the question for the account's passkey, as the account is now. */
    record Halfway(AccountProfile profile) implements Entry {}

    /**
     * The login where it was given.
     *
     * @throws RefusedException 403 where the account demands its passkey
     */
    default String whole() {
        return switch (this) {
            case Open(String login) -> login;
            case Halfway halfway -> throw SecondFactor.refused();
        };
    }
}
