package dev.scopegate.admin.web.account;

import dev.scopegate.admin.http.Body;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a form by which whoever sends it proves again who he is: a password that he typed, or what a script of the page
 * has from his device. Its text shows neither.
 */
record ProofForm(String password, String proof) {

    ProofForm(@Nullable String password, @Nullable String proof) {
        this.password = password == null ? "" : password;
        this.proof = proof == null ? "" : proof;
    }

    /** As the APIs take it; null where nothing was given. */
    @Nullable
    Body body() {
        if (!proof.isEmpty()) {
            return Body.parse(proof.getBytes(StandardCharsets.UTF_8));
        }
        return password.isEmpty() ? null : Body.of(Map.of("password", password));
    }

    @Override
    public String toString() {
        return "ProofForm[]";
    }
}
