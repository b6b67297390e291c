package dev.scopegate.admin.accounts;

import dev.scopegate.store.AccountProfile;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an account's owner says of himself anew: null where it stays, an empty email address for none. */
record Description(@Nullable String displayName, @Nullable String email) {

    static Description parse(@Nullable String displayName, @Nullable String email) {
        return new Description(
                displayName == null ? null : AccountRules.displayName(displayName),
                email == null || email.isEmpty() ? email : AccountRules.email(email));
    }

    /** Whether the answer will tell if somebody has that address. */
    boolean namesEmail() {
        return email != null && !email.isEmpty();
    }

    /** Whether mail would go elsewhere. */
    boolean movesEmail(AccountProfile was) {
        return email != null && !email.equalsIgnoreCase(Objects.requireNonNullElse(was.email(), ""));
    }

    AccountProfile of(AccountProfile was, Instant at) {
        String address = email == null ? was.email() : email;
        return was.described(
                address == null || address.isEmpty() ? null : address,
                displayName == null ? was.displayName() : displayName,
                at);
    }
}
