package dev.scopegate.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An upstream that answers with what it received: method, target, headers, length of the body, and what the gateway's
 * assertion says once it is verified. A few paths answer as the real systems would.
 */
public final class DemoUpstream implements AutoCloseable {

    private static final int REMEMBERED = 1000;
    private static final Map<String, Object> KNOWN = Map.of(
            "GET /api/v3/node/version", Map.of("version", "2.0.8"),
            "GET /api/v3/account/addresses", Map.of("native", "0x" + "0".repeat(40), "hopr", "16Uiu2HAmDemo"),
            "GET /api/v3/channels", Map.of("incoming", List.of(), "outgoing", List.of(), "all", List.of()),
            "GET /api/v1/wallet", Map.of("name", "demo", "balance", 21_000));

    private final JsonMapper json = JsonMapper.builder().build();
    private final ConcurrentLinkedDeque<Received> received = new ConcurrentLinkedDeque<>();
    private final HttpServer server;
    private final ExecutorService threads;
    private final Assertions assertions;

    private DemoUpstream(HttpServer server, ExecutorService threads, Assertions assertions) {
        this.server = server;
        this.threads = threads;
        this.assertions = assertions;
    }

    /**
     * One call as it arrived.
     *
     * @param target path and query, as in the request line
     * @param headers values by name, which is in lower case
     * @param assertion {@code verified} with its {@code claims}, or {@code because}; empty where the call carried none
     */
    public record Received(
            String method,
            String target,
            Map<String, List<String>> headers,
            int bodyBytes,
            Map<String, Object> assertion) {}

    /** Starts on loopback. Port 0 takes any free one. */
    public static DemoUpstream start(int port, URI keys, String issuer) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), keys, issuer);
    }

    /**
     * Starts.
     *
     * @param keys where the gateway publishes its keys
     * @param issuer who its assertions must say made them
     * @throws StartFailure where the port is taken
     */
    public static DemoUpstream start(InetSocketAddress address, URI keys, String issuer) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            DemoUpstream upstream = new DemoUpstream(server, threads, new Assertions(keys, issuer));
            server.setExecutor(threads);
            server.createContext("/", upstream::answer);
            server.start();
            return upstream;
        } catch (IOException failure) {
            throw new StartFailure(
                    "the demo upstream cannot listen on " + address + ": " + failure.getMessage(), failure);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The latest calls, oldest first. */
    public List<Received> received() {
        return new ArrayList<>(received);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received call = read(exchange);
            received.addLast(call);
            if (received.size() > REMEMBERED) {
                received.pollFirst();
            }
            String path = exchange.getRequestURI().getRawPath();
            Object known = KNOWN.get(call.method() + " " + path);
            write(exchange, known == null ? echo(call) : known);
        }
    }

    private Received read(HttpExchange exchange) throws IOException {
        int bodyBytes = exchange.getRequestBody().readAllBytes().length;
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), List.copyOf(values)));
        List<String> assertion = headers.getOrDefault("x-scopegate-assertion", List.of());
        return new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                bodyBytes,
                assertion.size() == 1 ? assertions.judge(assertion.getFirst()) : Map.of());
    }

    private static Map<String, Object> echo(Received call) {
        Map<String, Object> echo = new LinkedHashMap<>();
        echo.put("method", call.method());
        echo.put("target", call.target());
        echo.put("headers", call.headers());
        echo.put("bodyBytes", call.bodyBytes());
        echo.put("assertion", call.assertion());
        return echo;
    }

    private void write(HttpExchange exchange, Object answer) throws IOException {
        byte[] body = (json.writeValueAsString(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
