package dev.scopegate.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client of one base URL that sends one token with each call. */
final class Caller {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String token;

    Caller(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The token travels in the header that HOPR clients use, which every route of these tests reads. */
    HttpRequest.Builder request(String path) {
        return anonymous(path).header("X-Auth-Token", token);
    }

    HttpRequest.Builder bearer(String path) {
        return anonymous(path).header("Authorization", "Bearer " + token);
    }

    /** Without the token: for calls that say otherwise who makes them, or not at all. */
    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10));
    }

    int status(String path) {
        return send(request(path).GET().build()).statusCode();
    }

    HttpResponse<String> post(String path, String json) {
        return send(bearer(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> delete(String path) {
        return send(bearer(path).DELETE().build());
    }

    /** A token of this caller's that may read the node's version so often, or as often as it likes where that is 0. */
    Issued issue(long calls) {
        String limits = calls == 0 ? "" : ",\"limits\":[{\"type\":\"calls\",\"max\":" + calls + "}]";
        String made = made(
                "/api/v1/tokens",
                "{\"description\":\"e2e\",\"capabilities\":[{\"capability\":\"hopr:nodeGetVersion\"" + limits + "}]}");
        return new Issued(member(made, "id"), member(made, "token"));
    }

    record Issued(String id, String token) {}

    /** A new account of that name; its id. */
    String account(String name, String password, List<String> permissions, List<String> capabilities) {
        String held = capabilities.stream()
                .map(each -> "{\"capability\":\"" + each + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String allowed = permissions.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        String made = made(
                "/api/v1/accounts",
                "{\"username\":\"" + name + "\",\"password\":\"" + password + "\",\"permissions\":"
                        + (permissions.isEmpty() ? "[]" : allowed) + ",\"capabilities\":" + held + "}");
        return member(made, "id");
    }

    /** A new client, as Textile's user-group keys are. */
    Client client(String name) {
        String made = made("/api/v1/clients", "{\"name\":\"" + name + "\"}");
        return new Client(member(made, "id"), member(made, "secret"));
    }

    record Client(String id, String secret) {}

    /** The answer to a request that makes something. */
    String made(String path, String json) {
        HttpResponse<String> answer = post(path, json);
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static String member(String json, String name) {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"?([^\",}\\]]*)").matcher(json);
        if (!matcher.find()) {
            throw new AssertionError("no member '" + name + "' in " + json);
        }
        return matcher.group(1);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
