package dev.scopegate.admin.oauth;

import org.jspecify.annotations.Nullable;

/**
 * What a login at a provider is for: one that was begun for something else does not do it.
 *
 * @param text told by nobody but us
 * @param returnAddress where the provider sends the browser back, which it must know; null for the API's own
 */
public record Deed(String text, @Nullable String returnAddress) {

    /** Whoever it is is logged in. */
    static final String LOG_IN = "login";

    /** Logs in by the API, or links there by a login's proof. */
    public static Deed logIn() {
        return new Deed(LOG_IN, null);
    }

    /** Logs in on a page. */
    public static Deed logInAt(String returnAddress) {
        return new Deed(LOG_IN, returnAddress);
    }

    /**
     * Becomes a way into this account, and into no other.
     *
     * @param fresh whether its owner has proved himself again for this
     */
    public static Deed linkTo(String account, boolean fresh, String returnAddress) {
        return new Deed((fresh ? "proved link " : "link ") + account, returnAddress);
    }
}
