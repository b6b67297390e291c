package dev.scopegate.admin.security;

import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.TokenDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is stored of tokens, under the pepper of now and, while it is being replaced, the one before. */
public final class Digests {

    private final Pepper current;
    private final @Nullable Pepper previous;

    public Digests(Pepper current, @Nullable Pepper previous) {
        this.current = current;
        this.previous = previous;
    }

    /** What a new token is stored under. */
    public TokenDigest of(String token) {
        return current.digest(token);
    }

    /** What a token that was presented may be stored under, the likelier first. */
    public List<TokenDigest> candidates(String token) {
        List<TokenDigest> candidates = new ArrayList<>();
        candidates.add(current.digest(token));
        if (previous != null) {
            candidates.add(previous.digest(token));
        }
        return candidates;
    }
}
