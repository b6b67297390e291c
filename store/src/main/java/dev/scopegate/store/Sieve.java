package dev.scopegate.store;

import dev.scopegate.policy.token.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which records Redis is to send, told from their JSON without reading it: all that fit, and few that do not. Quotes in
 * texts are escaped, so that no text looks like a member.
 *
 * @param alternatives of which one must hold. Each is a list of terms that hold together: a {@code +} and a text that
 *     stands in the JSON, a {@code -} and one that does not, or a {@code ~} and one that does in any case
 */
record Sieve(List<List<String>> alternatives) {

    private static final String REVOKED = "\"revocation\":{";
    private static final String DISABLED = "\"disabled\":true";
    private static final String ENDING = "\"expiresAt\":";

    private static final Pattern PART = Pattern.compile("[ -~]+|[^ -~]+");

    Sieve {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    static Sieve of(TokenQuery query) {
        List<List<String>> states = query.states().isEmpty()
                ? List.of(List.of())
                : query.states().stream().map(Sieve::of).toList();
        return new Sieve(states.stream()
                .map(state -> {
                    List<String> terms = new ArrayList<>(state);
                    terms.addAll(of(query.kind()));
                    terms.addAll(holding(query.text()));
                    return terms;
                })
                .toList());
    }

    /** Whatever holds a text somewhere, in any case. */
    static Sieve of(String text) {
        return new Sieve(List.of(holding(text)));
    }

    private static List<String> of(TokenState state) {
        return switch (state) {
            case ACTIVE -> List.of("-" + REVOKED, "-" + DISABLED);
            case DISABLED -> List.of("-" + REVOKED, "+" + DISABLED);
            case EXPIRED -> List.of("-" + REVOKED, "+" + ENDING);
            case REVOKED -> List.of("+" + REVOKED);
        };
    }

    private static List<String> of(@Nullable TokenKind kind) {
        return kind == null ? List.of() : List.of("+\"kind\":\"" + kind.name() + "\"");
    }

    /** What JSON writes with escapes is left for its reader to find; the letters of ASCII are looked for on their own. */
    private static List<String> holding(String text) {
        boolean escaped = text.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
        return escaped
                ? List.of()
                : PART.matcher(TokenQuery.lower(text))
                        .results()
                        .map(part -> "~" + part.group())
                        .toList();
    }

    /** As the script takes it: each alternative behind the number of its terms. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (List<String> terms : alternatives) {
            arguments.add(Integer.toString(terms.size()));
            arguments.addAll(terms);
        }
        return arguments;
    }
}
