package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** An open WebSocket that listens: it has heard one message, and tells how it was closed. */
final class Ear implements WebSocket.Listener {

    private final CountDownLatch heard = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger texts = new AtomicInteger();
    private volatile int code;
    private volatile @Nullable WebSocket socket;

    private Ear() {}

    static Ear open(URI uri, String token) throws InterruptedException {
        Ear ear = new Ear();
        ear.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(uri, ear)
                .join();
        assertThat(ear.heard.await(5, TimeUnit.SECONDS)).isTrue();
        return ear;
    }

    WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    /** Hears something that was said after now. */
    void awaitMore() {
        int before = texts.get();
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> texts.get() > before + 1);
    }

    boolean isClosedWithin(Duration time) throws InterruptedException {
        return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int awaitClose() throws InterruptedException {
        assertThat(isClosedWithin(Duration.ofSeconds(3))).isTrue();
        return code;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        texts.incrementAndGet();
        heard.countDown();
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
        code = statusCode;
        closed.countDown();
        return CompletableFuture.completedFuture(null);
    }
}
