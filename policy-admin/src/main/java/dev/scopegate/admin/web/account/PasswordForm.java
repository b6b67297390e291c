package dev.scopegate.admin.web.account;

import dev.scopegate.admin.http.RefusedException;
import org.jspecify.annotations.Nullable;

/** What somebody typed to get another password. Its text shows none. */
record PasswordForm(String oldPassword, String newPassword, String again) {

    PasswordForm(@Nullable String oldPassword, @Nullable String newPassword, @Nullable String again) {
        this.oldPassword = oldPassword == null ? "" : oldPassword;
        this.newPassword = newPassword == null ? "" : newPassword;
        this.again = again == null ? "" : again;
    }

    /** The new password, typed twice alike. */
    String agreed() {
        if (!newPassword.equals(again)) {
            throw RefusedException.invalid("The new password and its repetition are not the same.");
        }
        return newPassword;
    }

    @Override
    public String toString() {
        return "PasswordForm[]";
    }
}
