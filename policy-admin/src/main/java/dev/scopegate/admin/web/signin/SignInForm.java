package dev.scopegate.admin.web.signin;

import org.jspecify.annotations.Nullable;

/**
 * What someone typed to sign in. Its text shows no password.
 *
 * @param next the page to go to afterwards; any that is not one of ours counts as none
 */
record SignInForm(String name, String password, String next) {

    private static final String FIRST_PAGE = "/ui";

    SignInForm(@Nullable String name, @Nullable String password, @Nullable String next) {
        this.name = name == null ? "" : name.strip();
        this.password = password == null ? "" : password;
        this.next = next == null ? "" : next;
    }

    /** A page of this app: a link that somebody sends must not lead elsewhere after the sign-in. */
    String destination() {
        boolean ours =
                next.equals(FIRST_PAGE) || next.startsWith(FIRST_PAGE + "/") || next.startsWith(FIRST_PAGE + "?");
        boolean plain = next.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '\\' && c != '{' && c != '}');
        return ours && plain && !next.contains("..") && !next.startsWith("/ui/sign-") ? next : FIRST_PAGE;
    }

    @Override
    public String toString() {
        return "SignInForm[" + name + "]";
    }
}
