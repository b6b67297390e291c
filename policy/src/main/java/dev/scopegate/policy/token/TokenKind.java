package dev.scopegate.policy.token;

import java.util.List;

/** What a token draws its power from. */
public enum TokenKind {
    /** Its own capabilities, narrowed by those of its account. */
    CAPABILITY("cap"),
    /** The access list that it was issued from, narrowed by its account. */
    ACCESS_LIST("acl"),
    /** Its account alone. */
    USER("usr"),
    /** Its account alone, as a JWT made at login. */
    LOGIN("jwt");

    /** What {@code values()} copies each time. */
    private static final List<TokenKind> ALL = List.of(values());

    private final String code;

    TokenKind(String code) {
        this.code = code;
    }

    /** Three letters that stand in the token. */
    public String code() {
        return code;
    }

    static boolean knows(String code) {
        for (TokenKind kind : ALL) {
            if (kind.code.equals(code)) {
                return true;
            }
        }
        return false;
    }
}
