package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.RefusedException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Passwords, kept as argon2id (RFC 9106). Each check takes 16 MiB and some tens of milliseconds, so only as many run at
 * once as there are processors: a flood of logins waits, it does not use up the memory.
 */
public final class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private final Argon2PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);
    private final String nobodys = argon2.encode("no password has this hash");

    /** The hash to keep. */
    public String hash(String password) {
        requireFit(password);
        return limited(() -> argon2.encode(password));
    }

    /** Refuses what can be nobody's password, before anything is spent on it. */
    public static void requireFit(String password) {
        if (password.length() < SHORTEST || password.length() > LONGEST) {
            throw RefusedException.invalid(
                    "password must have from " + SHORTEST + " to " + LONGEST + " characters, but has another length");
        }
    }

    /** Whether this is the password; without a hash it is not, and finding that out takes as long. */
    public boolean match(String password, @Nullable String hash) {
        String candidate = password.length() > LONGEST ? "" : password;
        boolean same = limited(() -> argon2.matches(candidate, hash == null ? nobodys : hash));
        return same && hash != null && !candidate.isEmpty();
    }

    private <T> T limited(Supplier<T> work) {
        processors.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            processors.release();
        }
    }
}
