package dev.scopegate.admin.accounts;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.GrantedCapability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people can do for themselves.
 *
 * @param registration whether anyone may make an account
 * @param defaultCapabilities what new accounts may do at most, as capabilities
 * @param firstSight what whoever proves an identity may do, by its scheme ({@code ethereum}, {@code nostr}, {@code ed25519},
 *     {@code oauth}): it gets an account at once; a scheme that is not listed opens none
 * @param loginLifetime how long a login lasts
 * @param attempts how often passwords may be tried
 */
@ConfigurationProperties("scopegate.accounts")
public record AccountsProperties(
        @DefaultValue("true") boolean registration,
        @DefaultValue({"* /api/v1/**", "* /oauth2/**"}) List<String> defaultCapabilities,
        @DefaultValue Map<String, List<String>> firstSight,
        @DefaultValue("24h") Duration loginLifetime,
        @DefaultValue Attempts attempts) {

    private static final Duration LONGEST_LOGIN = Duration.ofDays(366);

    public AccountsProperties {
        defaultCapabilities = List.copyOf(defaultCapabilities);
        defaultCapabilities.forEach(CapabilityRef::parse);
        firstSight = Map.copyOf(firstSight);
        firstSight.forEach((scheme, capabilities) -> capabilities.forEach(CapabilityRef::parse));
        if (loginLifetime.compareTo(Duration.ofSeconds(1)) < 0 || loginLifetime.compareTo(LONGEST_LOGIN) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.accounts.login-lifetime must be from 1s to 366d, but is " + loginLifetime);
        }
    }

    List<GrantedCapability> granted() {
        return granted(defaultCapabilities);
    }

    /** The rules of {@link #firstSight}, by scheme. */
    public Map<String, FirstSight> firstSights() {
        Map<String, FirstSight> rules = new TreeMap<>();
        firstSight.forEach((scheme, capabilities) -> rules.put(scheme, new FirstSight(scheme, granted(capabilities))));
        return rules;
    }

    private static List<GrantedCapability> granted(List<String> capabilities) {
        return capabilities.stream()
                .map(text -> new GrantedCapability(CapabilityRef.parse(text), List.of()))
                .toList();
    }

    /**
     * Passwords that may be tried in a period.
     *
     * @param perAccount for one name, existing or not
     * @param perAddress from one address; behind a gateway that is the gateway's, unless it is a listed proxy
     */
    public record Attempts(
            @DefaultValue("10") long perAccount,
            @DefaultValue("100") long perAddress,
            @DefaultValue("15m") Duration period) {

        public Attempts {
            boolean periodFits =
                    period.compareTo(Duration.ofSeconds(1)) >= 0 && period.compareTo(Duration.ofDays(31)) <= 0;
            if (perAccount < 1 || perAddress < 1 || !periodFits) {
                throw new IllegalArgumentException(
                        "scopegate.accounts.attempts needs per-account >= 1, per-address >= 1 and period from 1s to 31d,"
                                + " but has " + perAccount + ", " + perAddress + " and " + period);
            }
        }
    }
}
