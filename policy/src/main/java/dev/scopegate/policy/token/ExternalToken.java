package dev.scopegate.policy.token;

import java.util.List;

/**
 * What a proved JWT of another issuer says, as far as decisions depend on it.
 *
 * @param subject whom the issuer speaks of: its {@code sub}
 * @param uniqueName what tells the token from others of its issuer: its {@code jti}, else the token itself
 * @param words its scope words, as they stand there
 * @param validity when it counts, the allowed clock skew included
 */
public record ExternalToken(String subject, String uniqueName, List<String> words, Validity validity) {

    /** Most words that are looked at; a token that has more is none. */
    public static final int MAX_WORDS = 100;

    public ExternalToken {
        words = List.copyOf(words);
        if (subject.isEmpty() || words.size() > MAX_WORDS) {
            throw new IllegalArgumentException("external token needs a subject and at most " + MAX_WORDS
                    + " scope words, but has " + words.size() + " words");
        }
    }
}
