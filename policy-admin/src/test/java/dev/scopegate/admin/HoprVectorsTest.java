package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.wire.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Requests for tokens as HOPR's SDK sends them, and as nobody should; and what each of its 33 capabilities opens. */
class HoprVectorsTest {

    private static final String CAPABILITIES = """
        accountWithdraw, POST, /api/v3/account/withdraw
        accountGetBalances, GET, /api/v3/account/balances
        accountGetAddresses, GET, /api/v3/account/addresses
        aliasesGetAliases, GET, /api/v3/aliases
        aliasesSetAlias, POST, /api/v3/aliases
        aliasesGetAlias, GET, /api/v3/aliases/me
        aliasesRemoveAlias, DELETE, /api/v3/aliases/me
        channelsFundChannels, POST, /api/v3/channels/0x1/fund
        channelsOpenChannel, POST, /api/v3/channels
        channelsGetChannels, GET, /api/v3/channels
        channelsRedeemTickets, POST, /api/v3/channels/0x1/tickets/redeem
        channelsGetTickets, GET, /api/v3/channels/0x1/tickets
        channelsGetChannel, GET, /api/v3/channels/0x1
        channelsCloseChannel, DELETE, /api/v3/channels/0x1
        messagesWebsocket, GET, /api/v3/messages/websocket/
        messagesSign, POST, /api/v3/messages/sign
        messagesSendMessage, POST, /api/v3/messages
        nodeGetVersion, GET, /api/v3/node/version
        nodeStreamWebsocket, GET, /api/v3/node/stream/websocket
        nodePing, POST, /api/v3/peers/16Uiu2/ping
        nodeGetPeers, GET, /api/v3/node/peers
        nodeGetMetrics, GET, /api/v3/node/metrics
        nodeGetInfo, GET, /api/v3/node/info
        nodeGetEntryNodes, GET, /api/v3/node/entryNodes
        peerInfoGetPeerInfo, GET, /api/v3/peers/16Uiu2
        settingsGetSettings, GET, /api/v3/settings
        settingsSetSetting, PUT, /api/v3/settings/strategy
        ticketsGetStatistics, GET, /api/v3/tickets/statistics
        ticketsRedeemTickets, POST, /api/v3/tickets/redeem
        ticketsGetTickets, GET, /api/v3/tickets
        tokensCreate, POST, /api/v3/tokens
        tokensGetToken, GET, /api/v3/token
        tokensDelete, DELETE, /api/v3/tokens/tok_1
        """;

    private final AdminApp app = AdminApp.shared();

    static List<Arguments> payloads() {
        return Vectors.cases(Vectors.read("hoprd-capabilities").get("payloads"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void a_request_makes_a_token_or_says_what_is_wrong(String name, JsonNode vector) {
        Answer answer = create(vector.get("body").asString());

        assertThat(answer.status())
                .as(answer.body())
                .isEqualTo(vector.get("expectStatus").asInt());
        if (vector.get("expectStatusWord").isNull()) {
            assertThat(answer.json().propertyNames()).containsExactly("token");
        } else {
            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"" + vector.get("expectStatusWord").asString() + "\"}");
        }
    }

    @Test
    void there_are_33_capabilities() {
        assertThat(CAPABILITIES.lines()).hasSize(33);
    }

    /** Each against all 33 calls: it opens its own and no other. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = CAPABILITIES)
    void a_capability_opens_its_own_call_and_no_other(String name, String method, String path) {
        String token =
                create(json("capabilities", List.of(Map.of("endpoint", name)))).text("token");

        List<String> opened = CAPABILITIES
                .lines()
                .map(line -> line.strip().split(", ", -1))
                .filter(call -> explain(token, call[1], call[2]).text("outcome").equals("permit"))
                .map(call -> call[0])
                .toList();

        assertThat(opened).containsExactly(name);
        assertThat(explain(token, method, path).text("operation")).isEqualTo("hopr:" + name);
    }

    private Answer create(String body) {
        return app.send("POST", "/api/v3/tokens", Map.of("X-Auth-Token", AdminApp.ADMIN_TOKEN), body);
    }

    private Answer explain(String token, String method, String path) {
        return app.post(
                "/api/v1/decisions/explain",
                AdminApp.ADMIN_TOKEN,
                json("token", token, "api", "hopr", "method", method, "path", path));
    }
}
