package dev.scopegate.policy.token;

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
    private static final TokenKind[] ALL = values();

    private final String code;

    TokenKind(String code) {
        this.code = code;
    }

    /** Three letters that stand in the token. */
    public String code() {
        return code;
    }

    /** Whether one of the codes is all that stands in this part of a text. */
    static boolean isNamed(String text, int start, int end) {
        for (TokenKind kind : ALL) {
            if (kind.code.length() == end - start && text.startsWith(kind.code, start)) {
                return true;
            }
        }
        return false;
    }
}
