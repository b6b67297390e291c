package dev.scopegate.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A provider without ID tokens: whoever logs in is what user info says. */
final class GithubLike implements AutoCloseable {

    private final HttpServer server;
    private volatile String user = "{\"id\":583231,\"login\":\"octocat\"}";
    private volatile int tokenStatus = 200;

    GithubLike() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/user", exchange -> answer(exchange, 200, user));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The settings that name this provider. */
    String[] settings(String name) {
        String prefix = "--scopegate.oauth.providers." + name + ".";
        return new String[] {
            prefix + "client-id=scopegate",
            prefix + "client-secret=a secret of ours",
            prefix + "endpoints.authorization-uri=" + url() + "/authorize",
            prefix + "endpoints.token-uri=" + url() + "/token",
            prefix + "endpoints.user-info-uri=" + url() + "/user"
        };
    }

    void user(String json) {
        user = json;
    }

    void tokenStatus(int status) {
        tokenStatus = status;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = OAuthBrowser.query(exchange.getRequestURI());
        String state = URLEncoder.encode(String.valueOf(query.get("state")), StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .put("Location", List.of(query.get("redirect_uri") + "?code=a-code&state=" + state));
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        if (tokenStatus == 302) {
            exchange.getResponseHeaders().put("Location", List.of(url() + "/elsewhere"));
        }
        answer(exchange, tokenStatus, "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"scope\":\"\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
