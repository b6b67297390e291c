package dev.scopegate.admin.acls;

import dev.scopegate.admin.http.RefusedException;

/** What an access list may be called, whoever names it. */
public final class ListName {

    private static final int LONGEST = 100;

    private ListName() {}

    /** The name, or a refusal that says what one is. */
    public static String of(String text) {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "name must have from 1 to " + LONGEST + " characters and no control characters");
        }
        return text;
    }
}
