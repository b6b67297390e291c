package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.load.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Single calls, to see what is answered before it is measured. */
final class Probe {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    /** A gateway that has served nobody yet may find Redis too slow at first, on a machine that is busy. */
    private static final int PATIENCE = 20;

    private Probe() {}

    /** Refuses to measure what is answered otherwise than it should be. The first call of an unused limit uses it up. */
    static void require(Call call) {
        HttpRequest.Builder request = request(call.uri());
        if (call.authorization() != null) {
            request.header("Authorization", call.authorization());
        }
        HttpResponse<String> answer = send(request.build());
        for (int i = 0; i < PATIENCE && answer.statusCode() == UNAVAILABLE; i++) {
            answer = send(request.build());
        }
        if (call.status() == TOO_MANY && answer.statusCode() == 200) {
            answer = send(request.build());
        }
        if (answer.statusCode() != call.status()) {
            throw new BenchFailure("GET " + call.uri().getPath() + " at port "
                    + call.uri().getPort() + " must be answered " + call.status() + ", but was " + answer.statusCode()
                    + ": " + answer.body().strip());
        }
    }

    static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new BenchFailure("no answer from " + request.uri().getAuthority() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while calling", e);
        }
    }
}
