package dev.scopegate.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An open WebSocket that listens: it has heard one message, and tells how it was closed. */
public final class Ear {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Listener listener = new Listener();
    private final WebSocket socket;

    private Ear(WebSocket.Builder builder, URI uri) {
        socket = builder.buildAsync(uri, listener).join();
    }

    /**
     * Opens one and waits for its first message.
     *
     * @param headers names and values in turn
     * @throws java.util.concurrent.CompletionException where the handshake is refused
     */
    public static Ear open(URI uri, String... headers) throws InterruptedException {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        Ear ear = new Ear(builder, uri);
        if (!isDoneWithin(ear.listener.heard, Duration.ofSeconds(5))) {
            throw new AssertionError("the server must say something, but was silent");
        }
        return ear;
    }

    public WebSocket socket() {
        return socket;
    }

    public String heard() {
        return listener.heard.join();
    }

    /** Hears something that was said after now: what was under way does not count. */
    public void awaitMore() {
        int before = listener.texts.get();
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> listener.texts.get() > before + 1);
    }

    public boolean isClosedWithin(Duration time) throws InterruptedException {
        return isDoneWithin(listener.closed, time);
    }

    /** The code that it is closed with. */
    public int awaitClose() throws InterruptedException {
        if (!isClosedWithin(Duration.ofSeconds(3))) {
            throw new AssertionError("the server must close the socket, but did not");
        }
        return listener.closed.join();
    }

    private static boolean isDoneWithin(CompletableFuture<?> event, Duration time) throws InterruptedException {
        try {
            event.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("the socket failed", e);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final AtomicInteger texts = new AtomicInteger();
        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            texts.incrementAndGet();
            heard.complete(text.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
