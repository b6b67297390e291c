package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.wire.ethereum.EthereumAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of Ocean's clients.
 *
 * @param tokenKey what the tokens are signed with (HS256), at least 32 characters; by default derived from the pepper
 * @param longestLifetime no token ends later than this from now, whatever its client asks for
 * @param providerAddresses the provider's address on each chain, by the chain's id, as clients are told
 */
@ConfigurationProperties("scopegate.ocean")
record OceanProperties(
        @Nullable String tokenKey,
        @DefaultValue("365d") Duration longestLifetime,
        @DefaultValue Map<Long, String> providerAddresses) {

    private static final int LEAST_CHARACTERS = 32;
    private static final Duration LONGEST = Duration.ofDays(3_660);

    OceanProperties {
        tokenKey = tokenKey == null || tokenKey.isEmpty() ? null : tokenKey;
        if (tokenKey != null && tokenKey.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("scopegate.ocean.token-key must have at least " + LEAST_CHARACTERS
                    + " characters, but has " + tokenKey.length());
        }
        if (longestLifetime.compareTo(Duration.ofMinutes(1)) < 0 || longestLifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.ocean.longest-lifetime must be from 1m to 3660d, but is " + longestLifetime);
        }
        providerAddresses = new TreeMap<>(providerAddresses);
        providerAddresses.forEach((chain, address) -> {
            if (chain < 1 || EthereumAddress.parse(address).isEmpty()) {
                throw new IllegalArgumentException(
                        "scopegate.ocean.provider-addresses must map chain ids to addresses, but maps '" + chain
                                + "' to '" + address + "'");
            }
        });
    }

    @Override
    public String toString() {
        return "OceanProperties[" + longestLifetime + ", " + providerAddresses + "]";
    }
}
