package dev.scopegate.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An upstream on plain sockets that keeps every request as it came, byte for byte. */
final class RecordingUpstream implements AutoCloseable {

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private RecordingUpstream(ServerSocket server) {
        this.server = server;
    }

    static RecordingUpstream start() {
        try {
            RecordingUpstream upstream =
                    new RecordingUpstream(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** What is answered, byte for byte (ISO 8859-1), to requests whose target holds the mark; then the connection ends. */
    void answers(String mark, String bytes) {
        answers.put(mark, bytes);
    }

    List<String> requests() {
        return requests;
    }

    String last() {
        return requests.getLast();
    }

    /** The request target of the last request. */
    String lastTarget() {
        return last().split(" ", 3)[1];
    }

    void forget() {
        requests.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                requests.add(head + body(head, in));
                String ready = ready(head);
                if (ready != null) {
                    write(socket, ready);
                    return;
                }
                answer(head, socket);
            }
        } catch (IOException | InterruptedException e) {
            // the gateway hung up
        }
    }

    private @Nullable String ready(String head) {
        String target = head.split(" ", 3)[1];
        return answers.entrySet().stream()
                .filter(answer -> target.contains(answer.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
            next = in.read();
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String body(String head, InputStream in) throws IOException {
        for (String line : head.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                int length = Integer.parseInt(line.substring(15).strip());
                return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            }
            if (line.toLowerCase(Locale.ROOT).startsWith("transfer-encoding:")) {
                StringBuilder body = new StringBuilder();
                while (!body.toString().endsWith("0\r\n\r\n")) {
                    int next = in.read();
                    if (next < 0) {
                        throw new IOException("cut off");
                    }
                    body.append((char) next);
                }
                return body.toString();
            }
        }
        return "";
    }

    private static void answer(String head, Socket socket) throws IOException, InterruptedException {
        String target = head.split(" ", 3)[1];
        if (target.contains("slow")) {
            TimeUnit.SECONDS.sleep(3);
        }
        if (target.contains("reset")) {
            socket.setSoLinger(true, 0);
            socket.close();
            return;
        }
        String status = target.contains("broken") ? "500 Internal Server Error" : "200 OK";
        String body = head.startsWith("HEAD ") ? "" : "hello";
        write(socket, "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n" + body);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
