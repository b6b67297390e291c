package dev.scopegate.gateway.settings;

import dev.scopegate.gateway.authn.issuer.ExternalIssuer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Other issuers whose JWTs routes may accept.
 *
 * @param issuers by the names that routes know them by; none by default
 */
@ConfigurationProperties("scopegate.gateway")
public record IssuersProperties(@DefaultValue Map<String, ExternalIssuer> issuers) {

    public IssuersProperties {
        issuers = Map.copyOf(issuers);
        Set<String> seen = new HashSet<>();
        issuers.forEach((name, issuer) -> {
            if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
                throw new IllegalArgumentException("scopegate.gateway.issuers needs names of up to 32 lower-case"
                        + " letters, digits or '-', but one is '" + name + "'");
            }
            if (!seen.add(issuer.issuer())) {
                throw new IllegalArgumentException(
                        "scopegate.gateway.issuers needs each issuer once, but has '" + issuer.issuer() + "' twice");
            }
        });
    }

    /** Refuses an issuer that is this installation's own: its tokens are logins. */
    public IssuersProperties besides(String own) {
        if (issuers.values().stream().anyMatch(issuer -> issuer.issuer().equals(own))) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.issuers needs other issuers than scopegate.issuer, but has '" + own + "'");
        }
        return this;
    }
}
