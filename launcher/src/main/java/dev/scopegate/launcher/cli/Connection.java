package dev.scopegate.launcher.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** One Scopegate, and the token that one speaks to it with. */
final class Connection {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final String token;

    Connection(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** An address that calls can be sent to. */
    static URI address(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException noUri) {
            // Said below, with the rest.
        }
        throw new Failure("URL must read like https://gate.example.org, but was '" + Table.plain(text) + "'");
    }

    /** Whether a token that is sent there can be read on the way. */
    static boolean isReadable(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !LOOPBACK.contains(address.getHost());
    }

    Answer get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET().build());
    }

    Answer post(String path, String type, String body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer put(String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = request(path).PUT(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer delete(String path) {
        return send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return Answer.of(response.statusCode(), response.body(), base);
        } catch (ConnectException refused) {
            throw new Failure("nothing answers at " + base + ": is Scopegate running there? (--url, SCOPEGATE_URL)");
        } catch (HttpTimeoutException late) {
            throw new Failure(base + " did not answer " + request.method() + " in time" + doubt(request));
        } catch (IOException failure) {
            throw new Failure(base + " broke off " + request.method() + ": " + failure.getMessage() + doubt(request));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    private static String doubt(HttpRequest request) {
        return request.method().equals("GET") ? "" : "; whether it was done is not known";
    }
}
