package dev.scopegate.admin.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Server-sent events, as the HTML standard writes them ({@code text/event-stream}); each is sent at once. */
final class EventStream {

    private final OutputStream out;

    /** Begins the answer. */
    EventStream(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "no-store");
        // Said to proxies that would wait for the end before they pass anything on.
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
        comment();
    }

    /** One event. JSON has no line breaks of its own, so that it is one line of data. */
    void event(String name, @Nullable String id, Object data) throws IOException {
        send("event: " + name + "\n" + (id == null ? "" : "id: " + id + "\n") + "data: "
                + JsonMapper.shared().writeValueAsString(data) + "\n\n");
    }

    /** Says nothing, so that both ends know that the other is there. */
    void comment() throws IOException {
        send(":\n\n");
    }

    private void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
