package dev.scopegate.gateway.settings;

import dev.scopegate.policy.token.Pepper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the gateway and the admin app of one installation have in common.
 *
 * @param issuer who vouches for subjects: the {@code iss} of logins and assertions
 * @param pepper the secret under which tokens are digested; at least 16 characters, without it nothing starts
 * @param previousPepper the one before, while tokens digested under it are still to work
 */
@ConfigurationProperties("scopegate")
public record ScopegateProperties(
        @DefaultValue("scopegate") String issuer,
        @Nullable String pepper,
        @Nullable String previousPepper) {

    public ScopegateProperties {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("scopegate.issuer needs a name, but is blank");
        }
        if (pepper == null || pepper.length() < 16) {
            throw new IllegalArgumentException("scopegate.pepper needs at least 16 characters, but has "
                    + (pepper == null ? "none" : Integer.toString(pepper.length())));
        }
        if (previousPepper != null && previousPepper.length() < 16) {
            throw new IllegalArgumentException(
                    "scopegate.previous-pepper needs at least 16 characters, but has " + previousPepper.length());
        }
    }

    public List<Pepper> peppers() {
        List<Pepper> peppers = new ArrayList<>();
        if (pepper != null) {
            peppers.add(Pepper.of(pepper));
        }
        if (previousPepper != null) {
            peppers.add(Pepper.of(previousPepper));
        }
        return peppers;
    }

    @Override
    public String toString() {
        return "ScopegateProperties[issuer=" + issuer + ", peppers hidden]";
    }
}
