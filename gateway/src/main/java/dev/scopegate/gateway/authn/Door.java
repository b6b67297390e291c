package dev.scopegate.gateway.authn;

import java.util.Set;

/**
 * What a route says of itself to those who verify.
 *
 * @param api the API behind it
 * @param issuers names of the external issuers whose tokens it accepts
 */
public record Door(String api, Set<String> issuers) {

    public Door {
        issuers = Set.copyOf(issuers);
    }
}
