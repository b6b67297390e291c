package dev.scopegate.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the gateway as any client does. */
final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI gateway;

    Client(URI gateway) {
        this.gateway = gateway;
    }

    /** Whether the app behind this management port is ready. */
    static boolean ready(int managementPort) {
        return Patience.answers(URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"));
    }

    /** An access token; nothing where name and password do not fit, or were tried too often to be looked at. */
    Optional<String> login(String username, String password) {
        HttpResponse<String> answer =
                post("/api/v1/auth", Map.of("username", username, "password", password), Optional.empty());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(text(answer, "access_token"));
            case 401, 429 -> Optional.empty();
            default -> throw unexpected("the administrator's login", answer);
        };
    }

    /** A token that may say hello once, and nothing else. */
    String issueSample(String login) {
        Map<String, Object> hello =
                Map.of("capability", "demo:hello", "limits", List.of(Map.of("type", "calls", "max", 1)));
        Map<String, Object> body = Map.of(
                "description", "sample of ./scopegate demo",
                "capabilities", List.of(hello),
                "audience", List.of("demo"),
                "lifetimeSeconds", Duration.ofDays(1).toSeconds());
        HttpResponse<String> answer = post("/api/v1/tokens", body, Optional.of(login));
        if (answer.statusCode() != 201) {
            throw unexpected("issuing the sample token", answer);
        }
        return text(answer, "token");
    }

    private HttpResponse<String> post(String path, Map<String, Object> body, Optional<String> login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        login.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new StartFailure("the gateway does not answer POST " + path + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while starting", interrupted);
        }
    }

    private String text(HttpResponse<String> answer, String member) {
        JsonNode value = json.readTree(answer.body()).path(member);
        if (!value.isString()) {
            throw new StartFailure("no '" + member + "' in the answer of " + answer.uri());
        }
        return value.stringValue();
    }

    private static StartFailure unexpected(String what, HttpResponse<String> answer) {
        String body = answer.body().replaceAll("\\s+", " ");
        return new StartFailure(what + " failed with status " + answer.statusCode() + ": " + body);
    }
}
