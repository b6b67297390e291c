package dev.scopegate.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream on plain sockets that does with each connection what it is told, against the rules too. */
final class ScriptedUpstream implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script script = (in, out) -> {};

    private ScriptedUpstream(ServerSocket server) {
        this.server = server;
    }

    /** What it does with a connection, which ends afterwards. */
    interface Script {
        void play(BufferedReader in, OutputStream out) throws IOException;
    }

    static ScriptedUpstream start() {
        try {
            ScriptedUpstream upstream = new ScriptedUpstream(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** From the next connection on. */
    void plays(Script next) {
        script = next;
        connections.set(0);
    }

    /** How many there were of this script. */
    int connections() {
        return connections.get();
    }

    void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** Whether another request came: up to the empty line, for none has a body. */
    static boolean hasRead(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        return line != null;
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStreamReader in = new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1);
            script.play(new BufferedReader(in), socket.getOutputStream());
        } catch (IOException e) {
            // the gateway hung up
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
