package dev.scopegate.admin.setup;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.token.OpaqueToken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The admin app.
 *
 * @param username of the administrator, whose account is made where a password or a token is given
 * @param password of the administrator at the first start; a later change of it here changes nothing
 * @param token of the administrator; another value ends the one before
 * @param assertionAudiences ids of the gateway routes that lead here; assertions meant for others are refused
 * @param trustedProxies networks whose {@code X-Forwarded-For} is believed, for attempts and audit alone
 * @param gateways networks of the gateways, whose word on the client's address is believed; by default all of {@code
 *     trustedProxies}, each of which must then drop {@code X-Scopegate-Client-Address} as a client sent it
 * @param cataloguesDir a folder of operation catalogues to publish at start; none where it does not exist
 * @param acknowledgementWait longest wait for the gateways to have seen a revocation
 */
@ConfigurationProperties("scopegate.admin")
record AdminProperties(
        @DefaultValue("admin") String username,
        @Nullable String password,
        @Nullable String token,
        @DefaultValue Set<String> assertionAudiences,
        @DefaultValue List<String> trustedProxies,
        @Nullable List<String> gateways,
        @DefaultValue("config/catalogs") String cataloguesDir,
        @DefaultValue("2s") Duration acknowledgementWait) {

    private static final Duration LONGEST_ACKNOWLEDGEMENT = Duration.ofSeconds(2);

    AdminProperties {
        assertionAudiences = Set.copyOf(assertionAudiences);
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Network::parse);
        gateways = gateways == null ? trustedProxies : List.copyOf(gateways);
        gateways.forEach(Network::parse);
        password = password == null || password.isEmpty() ? null : password;
        token = token == null || token.isEmpty() ? null : token;
        if (token != null && !isUsable(token)) {
            throw new IllegalArgumentException("scopegate.admin.token must have from 8 to 4096 printable ASCII"
                    + " characters without spaces, and a right checksum where it begins with 'sg_'");
        }
        if (acknowledgementWait.isNegative() || acknowledgementWait.compareTo(LONGEST_ACKNOWLEDGEMENT) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.admin.acknowledgement-wait must be from 0s to 2s, but is " + acknowledgementWait);
        }
    }

    private static boolean isUsable(String token) {
        boolean printable =
                token.length() >= 8 && token.length() <= 4_096 && token.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        return printable
                && (!OpaqueToken.claims(token) || OpaqueToken.parse(token).isPresent());
    }

    /** Read here, since Spring would look for a relative path on the class path and in the web app first. */
    Path catalogues() {
        return Path.of(cataloguesDir);
    }

    List<Network> proxies() {
        return trustedProxies.stream().map(Network::parse).toList();
    }

    List<Network> gatewayNetworks() {
        return gateways == null
                ? proxies()
                : gateways.stream().map(Network::parse).toList();
    }

    @Override
    public String toString() {
        return "AdminProperties[" + username + ", " + assertionAudiences + ", " + cataloguesDir + "]";
    }
}
