package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.RefusedException;
import java.util.regex.Pattern;

/** How accounts may be named. A name never holds {@code @}, so that it cannot be taken for an email address. */
final class AccountRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,63}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[A-Za-z0-9.-]{1,189}");
    private static final int LONGEST_DISPLAY_NAME = 100;

    private AccountRules() {}

    static String name(String text) {
        if (!NAME.matcher(text).matches()) {
            throw RefusedException.invalid(
                    "username must have from 2 to 64 letters, digits, '.', '_' or '-', and begin with a letter or digit");
        }
        return text;
    }

    static String email(String text) {
        if (!EMAIL.matcher(text).matches()) {
            throw RefusedException.invalid("email must read 'name@domain'");
        }
        return text;
    }

    static String displayName(String text) {
        if (text.length() > LONGEST_DISPLAY_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "display_name must have at most " + LONGEST_DISPLAY_NAME + " characters and no control characters");
        }
        return text;
    }
}
