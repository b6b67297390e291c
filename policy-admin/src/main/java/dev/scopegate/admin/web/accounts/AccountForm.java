package dev.scopegate.admin.web.accounts;

import dev.scopegate.admin.accounts.Accounts.NewAccount;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to make an account, or to say what one may do. Its text shows no password.
 *
 * @param capabilities one a line
 * @param etag of the version that it was made from; empty for a new account
 * @param power not empty where permissions and capabilities were asked for: only an administrator's form has them
 */
record AccountForm(
        String username,
        String password,
        String email,
        List<String> permissions,
        String capabilities,
        String etag,
        String power) {

    AccountForm {
        username = text(username).strip();
        password = text(password);
        email = text(email).strip();
        permissions = Objects.requireNonNullElse(permissions, List.of());
        capabilities = text(capabilities);
        etag = text(etag);
        power = text(power);
    }

    /** What a form does not send counts as left empty. */
    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    boolean isOfPower() {
        return !power.isEmpty();
    }

    NewAccount wanted() {
        return new NewAccount(
                username, password.isEmpty() ? null : password, email.isEmpty() ? null : email, Set.of(), List.of());
    }

    @Override
    public String toString() {
        return "AccountForm[" + username + "]";
    }
}
