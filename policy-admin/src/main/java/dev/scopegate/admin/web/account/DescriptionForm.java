package dev.scopegate.admin.web.account;

import org.jspecify.annotations.Nullable;

/** What somebody typed to say how he is called, and where mail reaches him. */
record DescriptionForm(String displayName, String email) {

    DescriptionForm(@Nullable String displayName, @Nullable String email) {
        this.displayName = displayName == null ? "" : displayName;
        this.email = email == null ? "" : email;
    }
}
