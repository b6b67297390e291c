package dev.scopegate.admin.live;

import dev.scopegate.admin.AdminApp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a stream of events, as a browser's EventSource does. */
public final class EventReader implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /**
     * One event.
     *
     * @param name "closed" once the server has closed the stream
     */
    public record Event(String name, String id, String data) {

        public JsonNode json() {
            return JsonMapper.shared().readTree(data);
        }
    }

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
    }

    static EventReader open(AdminApp app, String token, @Nullable String lastId) throws Exception {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
        if (lastId != null) {
            headers.put("Last-Event-ID", lastId);
        }
        return at(app, "/api/v1/decisions/live", headers);
    }

    /** A stream at a path, asked for with these headers. */
    public static EventReader at(AdminApp app, String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(app.base() + path)).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        EventReader reader = new EventReader(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        Thread.ofVirtual().start(reader::read);
        return reader;
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    public Event next() throws InterruptedException {
        Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("an event must come, but none did");
        }
        return event;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = "";
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(name, id, line.substring("data: ".length())));
                }
            }
        } catch (IOException closed) {
            // The end of the stream, however it came.
        }
        events.add(new Event("closed", "", ""));
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
