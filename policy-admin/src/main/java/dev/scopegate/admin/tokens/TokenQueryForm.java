package dev.scopegate.admin.tokens;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.store.TokenQuery;
import dev.scopegate.store.TokenState;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tokens a list is asked for, as the query of its address says it; what is empty does not matter. */
public final class TokenQueryForm {

    private static final int LONGEST_TEXT = 200;

    private TokenQueryForm() {}

    public static TokenQuery parse(Map<String, String> asked) {
        TokenState state = one(TokenState.class, "state", asked);
        String text = asked.getOrDefault("text", "");
        if (text.length() > LONGEST_TEXT) {
            throw RefusedException.invalid("'text' must have at most " + LONGEST_TEXT + " characters");
        }
        return new TokenQuery(
                orNull(asked.get("account")),
                orNull(asked.get("accessList")),
                orNull(asked.get("parent")),
                null,
                state == null ? Set.of() : Set.of(state),
                one(TokenKind.class, "kind", asked),
                text.strip());
    }

    /** How many are asked for. */
    public static @Nullable Integer count(Map<String, String> asked) {
        String text = orNull(asked.get("count"));
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw RefusedException.invalid("'count' must be a whole number, but was '" + text + "'");
        }
    }

    private static <E extends Enum<E>> @Nullable E one(Class<E> type, String name, Map<String, String> asked) {
        String text = orNull(asked.get(name));
        if (text == null) {
            return null;
        }
        for (E each : type.getEnumConstants()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
                return each;
            }
        }
        throw RefusedException.invalid("'" + name + "' must be one of " + names(type) + ", but was '" + text + "'");
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return Set.of(type.getEnumConstants()).stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .sorted()
                .toList()
                .toString();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
