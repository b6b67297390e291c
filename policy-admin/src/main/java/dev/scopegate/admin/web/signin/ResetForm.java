package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.http.RefusedException;
import org.jspecify.annotations.Nullable;

/** What someone sent to set a password anew. Its text shows neither the key nor a password. */
record ResetForm(String key, String password, String again) {

    ResetForm(@Nullable String key, @Nullable String password, @Nullable String again) {
        this.key = key == null ? "" : key.strip();
        this.password = password == null ? "" : password;
        this.again = again == null ? "" : again;
    }

    /** The password, typed twice alike. */
    String agreed() {
        if (!password.equals(again)) {
            throw RefusedException.invalid("The password and its repetition are not the same.");
        }
        return password;
    }

    @Override
    public String toString() {
        return "ResetForm[]";
    }
}
