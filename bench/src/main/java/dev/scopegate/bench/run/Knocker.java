package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks for the same again and again over one connection, by the thread that waits for the answer: on a machine that is busy,
 * each thread more between them would be measured too.
 */
final class Knocker implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final byte[] request;

    private Knocker(Socket socket, byte[] request) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.request = request;
    }

    static Knocker at(URI uri, String token) {
        String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        try {
            Socket socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new Knocker(socket, request.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new BenchFailure("no connection to " + uri.getAuthority() + ": " + e.getMessage(), e);
        }
    }

    /** The status of one more answer, which has been read to its end. */
    int status() {
        try {
            socket.getOutputStream().write(request);
            String statusLine = line();
            long length = -1;
            for (String field = line(); !field.isEmpty(); field = line()) {
                if (field.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                    length = Long.parseLong(field.substring(LENGTH.length()).strip());
                }
            }
            if (length < 0) {
                throw new BenchFailure("an answer must tell its length, but did not: " + statusLine);
            }
            in.skipNBytes(length);
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new BenchFailure("an answer must come from port " + socket.getPort() + ", but: " + e.getMessage(), e);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new BenchFailure("a connection must close, but: " + e.getMessage(), e);
        }
    }
}
