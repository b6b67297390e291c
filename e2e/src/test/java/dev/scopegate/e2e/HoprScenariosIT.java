package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.wire.Ear;
import dev.scopegate.wire.Vectors;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** HOPR's tokens as its clients know them: which calls of a scenario pass, and where a token of a WebSocket may stand. */
class HoprScenariosIT {

    private static Installation scopegate;
    private static Caller creator;

    @BeforeAll
    static void start() {
        scopegate = Installation.start(1);
        creator = new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN);
    }

    @AfterAll
    static void stop() {
        scopegate.close();
    }

    static List<Arguments> scenarios() {
        return Vectors.cases(Vectors.read("hoprd-capabilities").get("scenarios"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void each_call_of_a_fresh_token_ends_as_its_capabilities_and_counts_say(String name, JsonNode scenario) {
        String token = Caller.member(
                creator.made("/api/v3/tokens", "{\"capabilities\":" + scenario.get("capabilities") + "}"), "token");
        Caller holder = new Caller(scopegate.gateway(0), token);
        List<String> wanted = new ArrayList<>();
        List<String> got = new ArrayList<>();
        for (JsonNode call : scenario.get("calls")) {
            String line = call.get(0).asString() + " " + call.get(1).asString() + " ";
            wanted.add(line + wanted(call.get(2).asInt()));
            got.add(line + status(holder, call));
        }

        assertThat(got).isEqualTo(wanted);
    }

    /**
     * A node answers 404 or 405 where it has no such path or method. Here 403 on purpose: a call that no capability names
     * is refused by the gateway itself, and never reaches the node. Like there, it counts for nothing.
     */
    private static int wanted(int ofANode) {
        return ofANode == 404 || ofANode == 405 ? 403 : ofANode;
    }

    private static int status(Caller holder, JsonNode call) {
        String body = call.path(3).asString("");
        BodyPublisher publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return Caller.send(holder.request(call.get(1).asString())
                        .header("Content-Type", "application/json")
                        .method(call.get(0).asString(), publisher)
                        .build())
                .statusCode();
    }

    @Test
    void a_sockets_token_may_stand_in_its_query() throws InterruptedException {
        String token = FiveSystems.hoprToken(scopegate, "messagesWebsocket");

        assertThat(Ear.open(messages("/?apiToken=" + token)).heard()).isEqualTo(SocketUpstream.GREETING);
        assertThat(Ear.open(messages("?apiToken=" + token)).heard()).isEqualTo(SocketUpstream.GREETING);
        assertRefused(403, messages("?apiToken=" + FiveSystems.hoprToken(scopegate, "nodeGetInfo")));
        assertRefused(401, messages("?apiToken=no-such-token"));
        assertRefused(401, messages(""));
    }

    /** A browser sends the cookie along whichever page opens the socket: it counts for the gateway's own pages alone. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Auth-Token", "x-auth-token"})
    void a_sockets_token_may_stand_in_a_cookie_of_its_own_origin(String name) throws InterruptedException {
        String cookie = "theme=dark; " + name + "=" + FiveSystems.hoprToken(scopegate, "messagesWebsocket");
        String own = scopegate.gateway(0).toString();

        assertThat(Ear.open(messages("/"), "Cookie", cookie, "Origin", own).heard())
                .isEqualTo(SocketUpstream.GREETING);
        assertRefused(401, messages("/"), "Cookie", cookie, "Origin", "https://elsewhere.example");
        assertRefused(401, messages("/"), "Cookie", name + "=no-such-token", "Origin", own);
    }

    private static void assertRefused(int status, URI uri, String... headers) {
        assertThatThrownBy(() -> Ear.open(uri, headers))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    private static URI messages(String rest) {
        String base = scopegate.gateway(0).toString().replace("http", "ws");
        return URI.create(base + SocketUpstream.MESSAGES + rest);
    }
}
