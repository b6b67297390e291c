package dev.scopegate.launcher;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ConfigFolderTest {

    private static final Path CONFIG = Path.of("..", "config");

    private static final Set<String> SDK_NAMES = Set.of(("accountWithdraw accountGetBalances accountGetAddresses"
                    + " aliasesGetAliases aliasesSetAlias aliasesGetAlias aliasesRemoveAlias channelsFundChannels"
                    + " channelsOpenChannel channelsGetChannels channelsRedeemTickets channelsGetTickets"
                    + " channelsGetChannel channelsCloseChannel messagesWebsocket messagesSign messagesSendMessage"
                    + " nodeGetVersion nodeStreamWebsocket nodePing nodeGetPeers nodeGetMetrics nodeGetInfo"
                    + " nodeGetEntryNodes peerInfoGetPeerInfo settingsGetSettings settingsSetSetting"
                    + " ticketsGetStatistics ticketsRedeemTickets ticketsGetTickets tokensCreate tokensGetToken"
                    + " tokensDelete")
            .split(" "));

    @Test
    void everyCatalogueIsOneOfThePolicyLanguage() throws IOException {
        Map<String, OperationCatalogue> catalogues = catalogues();
        assertThat(catalogues.keySet())
                .containsExactlyInAnyOrder("demo", "hopr", "lnbits", "ocean", "saymon", "scopegate", "textile");
        assertThat(catalogues.values())
                .allSatisfy(catalogue -> assertThat(catalogue.operations()).isNotEmpty());
    }

    @Test
    void everyCallBelongsToOneOperationOnly() throws IOException {
        for (OperationCatalogue catalogue : catalogues().values()) {
            Set<String> seen = new HashSet<>();
            for (Operation operation : catalogue.operations()) {
                for (Capability capability : operation.capabilities()) {
                    String shape = capability.text().replaceAll("\\{[^}]*}", "*");
                    assertThat(seen.add(shape))
                            .as("%s %s", operation.ref(), shape)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void hoprKnowsTheThirtyThreeNamesOfTheSdk() throws IOException {
        OperationCatalogue hopr = catalogue("hopr");
        assertThat(SDK_NAMES)
                .hasSize(33)
                .allSatisfy(name -> assertThat(hopr.find(name)).as(name).isPresent());
    }

    @Test
    void hoprSocketIsTheSameOperationWithAndWithoutTrailingSlash() throws IOException {
        OperationCatalogue hopr = catalogue("hopr");
        for (String path : List.of("/api/v3/messages/websocket", "/api/v3/messages/websocket/")) {
            Operation called = hopr.operationCalledBy(new AccessRequest(
                    "hopr", "hopr", "GET", CanonicalPath.of(path).orElseThrow(), null, Instant.EPOCH));
            assertThat(called).isNotNull();
            assertThat(called.ref().operation()).isEqualTo("messagesWebsocket");
        }
    }

    @Test
    void everyRouteHasItsOwnIdAndACatalogue() throws IOException {
        Set<String> ids = new HashSet<>();
        Set<String> apis = new HashSet<>(catalogues().keySet());
        // Nobody's token is meant for it: the methods that a Textile Hub keeps from its users.
        apis.add("textile-closed");
        for (Map<?, ?> route : routes()) {
            assertThat(ids.add(String.valueOf(route.get("id")))).as("%s", route).isTrue();
            assertThat(tokenScope(route).get("api")).as("%s", route).isIn(apis);
            assertThat(route.get("order")).as("%s", route).isInstanceOf(Integer.class);
        }
        assertThat(ids).contains("hopr-tokens", "lnbits-accounts", "scopegate");
    }

    @Test
    void onlyWhatPolicyAdminJudgesItselfAndTheOceanRootArePublic() throws IOException {
        assertThat(routes().stream()
                        .filter(route -> "public".equals(tokenScope(route).get("access")))
                        .map(route -> String.valueOf(route.get("id"))))
                .containsExactlyInAnyOrder(
                        "lnbits-login",
                        "lnbits-providers",
                        "lnbits-reset",
                        "ocean-open-posts",
                        "ocean-open-reads",
                        "ocean-root",
                        "ocean-tokens",
                        "textile-token",
                        "saymon-tokens",
                        "saymon-current-user",
                        "scopegate-keys");
    }

    private static Map<?, ?> tokenScope(Map<?, ?> route) {
        Map<?, ?> filter = (Map<?, ?>) ((List<?>) member(route, "filters")).getFirst();
        assertThat(filter.get("name")).as("%s", route).isEqualTo("TokenScope");
        return (Map<?, ?>) member(filter, "args");
    }

    private static List<Map<?, ?>> routes() throws IOException {
        List<Map<?, ?>> routes = new ArrayList<>();
        for (Map<?, ?> file : files("routes")) {
            ((List<?>) member(file, "routes")).forEach(route -> routes.add((Map<?, ?>) route));
        }
        return routes;
    }

    private static Map<String, OperationCatalogue> catalogues() throws IOException {
        Map<String, OperationCatalogue> catalogues = new HashMap<>();
        for (Map<?, ?> file : files("catalogs")) {
            String api = String.valueOf(file.get("api"));
            List<Operation> operations = new ArrayList<>();
            ((Map<?, ?>) member(file, "operations"))
                    .forEach((name, entry) -> operations.add(operation(api, String.valueOf(name), (Map<?, ?>) entry)));
            catalogues.put(api, OperationCatalogue.of(api, operations));
        }
        return catalogues;
    }

    private static OperationCatalogue catalogue(String api) throws IOException {
        return Objects.requireNonNull(catalogues().get(api), api);
    }

    private static Object member(Map<?, ?> mapping, String name) {
        return Objects.requireNonNull(mapping.get(name), name);
    }

    private static Operation operation(String api, String name, Map<?, ?> entry) {
        assertThat(entry.keySet().stream().map(String::valueOf))
                .isSubsetOf("match", "explicit", "tag", "summary", "cost");
        List<Capability> capabilities = ((List<?>) member(entry, "match"))
                .stream().map(String::valueOf).map(Capability::parse).toList();
        return new Operation(new OperationRef(api, name), capabilities, 1, "", "");
    }

    private static List<Map<?, ?>> files(String folder) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (Stream<Path> files = Files.list(CONFIG.resolve(folder))) {
            List<Map<?, ?>> parsed = new ArrayList<>();
            for (Path file : files.filter(not(Files::isDirectory)).sorted().toList()) {
                parsed.add((Map<?, ?>) new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
            }
            return parsed;
        }
    }
}
