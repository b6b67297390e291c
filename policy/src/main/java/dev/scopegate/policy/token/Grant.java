package dev.scopegate.policy.token;

import dev.scopegate.policy.access.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one token may do now, compiled from its record and from all that it depends on.
 *
 * @param tokenId the token that it was compiled for
 * @param links the chain: each must cover a call
 * @param validity the narrowest of the token's and its parents'
 * @param standing the worst of the token's, its parents', its access lists' and its account's
 * @param client the client that the token was issued through, or null
 * @param dependsOn names of all records that it was compiled from, as the change log writes them
 */
public record Grant(
        String tokenId,
        Principal principal,
        List<Link> links,
        Validity validity,
        Standing standing,
        @Nullable Client client,
        Set<String> dependsOn) {

    public Grant {
        links = List.copyOf(links);
        dependsOn = Set.copyOf(dependsOn);
    }

    /** The account whose balances its calls are charged to. */
    public String account() {
        return principal.subject();
    }

    /** Whether it may be used at all at this moment, whatever for. */
    public boolean isInForce(Instant now) {
        return standing == Standing.ACTIVE && validity.hasBegunBy(now) && !validity.hasEndedBy(now);
    }
}
