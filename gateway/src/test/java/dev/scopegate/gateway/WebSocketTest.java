package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** A WebSocket through the gateway, to an upstream that says back what it hears. */
class WebSocketTest {

    private static final BlockingQueue<String> UPGRADES = new LinkedBlockingQueue<>();

    private static DisposableServer upstream;
    private static RunningGateway gateway;

    private static Minted token;

    @BeforeAll
    static void start() {
        WebsocketServerSpec chat =
                WebsocketServerSpec.builder().protocols("chat").build();
        upstream = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    UPGRADES.add(request.uri() + "\n"
                            + request.requestHeaders().entries().stream()
                                    .map(Map.Entry::toString)
                                    .collect(Collectors.joining("\n")));
                    return response.sendWebsocket(
                            (in, out) -> out.sendString(in.receive().asString().map(text -> "heard " + text)), chat);
                })
                .bindNow();
        gateway = RunningGateway.withRoutes("sockets.uri=http://127.0.0.1:" + upstream.port());
        token = gateway.mint.token("GET /sockets/echo");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.disposeNow();
    }

    @Test
    void a_token_among_the_subprotocols_opens_it_and_goes_no_further() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open("/sockets/echo", ear, "scopegate.token." + token.value(), "chat");

        assertThat(socket.getSubprotocol()).isEqualTo("chat");
        socket.sendText("hello", true).join();
        assertThat(ear.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("heard hello");
        assertThat(UPGRADES.poll(5, TimeUnit.SECONDS))
                .doesNotContain(token.value())
                .containsIgnoringCase("sec-websocket-protocol=chat")
                .containsIgnoringCase("x-scopegate-token-id=");
        socket.abort();
    }

    @Test
    void a_token_in_the_query_opens_it_and_goes_no_further() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open("/sockets/echo?a=1&apiToken=" + token.value(), ear, "chat");

        socket.sendText("hello", true).join();
        assertThat(ear.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("heard hello");
        assertThat(UPGRADES.poll(5, TimeUnit.SECONDS))
                .doesNotContain(token.value())
                .startsWith("/sockets/echo?a=1\n");
        socket.abort();
    }

    @Test
    void without_a_token_or_beyond_it_nothing_is_opened() {
        assertThat(statusOf("/sockets/echo", "chat")).isEqualTo(401);
        assertThat(statusOf("/sockets/other", "scopegate.token." + token.value(), "chat"))
                .isEqualTo(403);
        assertThat(statusOf("/orders/1", "chat")).isEqualTo(403);
        assertThat(UPGRADES).isEmpty();
    }

    private static int statusOf(String target, String... protocols) {
        try {
            open(target, new Ear(), protocols).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    private static WebSocket open(String target, Ear ear, String first, String... more) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(first, more)
                .buildAsync(gateway.socket(target), ear)
                .join();
    }

    private static WebSocket open(String target, Ear ear, String[] protocols) {
        String[] more = new String[protocols.length - 1];
        System.arraycopy(protocols, 1, more, 0, more.length);
        return open(target, ear, protocols[0], more);
    }

    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
