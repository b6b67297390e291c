package dev.scopegate.admin.oauth;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people may log in with an account that they have elsewhere.
 *
 * @param providers by name; the name stands in the login's address and is a part of every identity from there
 */
@ConfigurationProperties("scopegate.oauth")
record OAuthProperties(@DefaultValue Map<String, ProviderSettings> providers) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** What stands in the place of a provider's name in other addresses of the same API. */
    private static final Set<String> TAKEN = Set.of("acls", "challenge", "key", "me", "nostr", "register", "usr");

    OAuthProperties {
        providers = Map.copyOf(providers);
        providers.forEach((name, settings) -> {
            if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
                throw new IllegalArgumentException("a name in scopegate.oauth.providers must have up to 32 of a-z, 0-9"
                        + " and '-', begin with a letter and be none of " + TAKEN + ", but was '" + name + "'");
            }
            settings.requireUsable(name);
        });
    }
}
