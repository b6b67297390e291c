package dev.scopegate.admin.web.acls;

import org.jspecify.annotations.Nullable;

/**
 * What was just done, as the address of the page that follows says it.
 *
 * @param gateways those that judge by a saved list already
 * @param of gateways that run
 * @param made not null where the list is new
 * @param deleted id of the list that is gone
 */
record Outcome(
        @Nullable Integer gateways,
        @Nullable Integer of,
        @Nullable String made,
        @Nullable String deleted) {

    public String saved() {
        if (of == null || gateways == null) {
            return "";
        }
        return of == 0
                ? "Saved. No gateway is running that would have to know."
                : "Saved. " + gateways + " of " + of + " gateways judge by it already.";
    }
}
