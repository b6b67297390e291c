package dev.scopegate.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a Redis whether it is there, so that its absence is one clear line instead of a client's stack trace. */
final class RedisProbe {

    private static final int TIMEOUT_MILLIS = 3000;
    private static final int DEFAULT_PORT = 6379;

    private RedisProbe() {}

    /**
     * What is wrong with the server at this address; nothing where it answers. The text never holds the password.
     *
     * @throws StartFailure where the text is no address of a Redis
     */
    static Optional<String> problem(String url) {
        URI uri = parse(url);
        String where = uri.getHost() + ":" + port(uri);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(uri.getHost(), port(uri)), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return "rediss".equals(uri.getScheme())
                    ? Optional.empty()
                    : greet(socket, uri.getRawUserInfo()).map(answer -> "Redis at " + where + " answers " + answer);
        } catch (IOException failure) {
            return Optional.of("Redis at " + where + " cannot be reached: " + failure.getMessage());
        }
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Its message would show the password.
        }
        throw new StartFailure("SCOPEGATE_REDIS_URL must read redis://[user:password@]host[:port] (or rediss://)");
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    }

    private static Optional<String> greet(Socket socket, @Nullable String userInfo) throws IOException {
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (userInfo != null) {
            String refusal = ask(socket, answers, login(userInfo));
            if (!refusal.startsWith("+")) {
                return Optional.of(refusal);
            }
        }
        String answer = ask(socket, answers, "PING");
        return answer.equals("+PONG") ? Optional.empty() : Optional.of(answer);
    }

    private static String[] login(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = decode(colon < 0 ? "" : userInfo.substring(0, colon));
        String password = decode(userInfo.substring(colon + 1));
        return user.isEmpty() ? new String[] {"AUTH", password} : new String[] {"AUTH", user, password};
    }

    private static String decode(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String ask(Socket socket, BufferedReader answers, String... words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            command.append('$').append(word.getBytes(StandardCharsets.UTF_8).length);
            command.append("\r\n").append(word).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(command.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        String answer = answers.readLine();
        return answer == null ? "nothing" : answer;
    }
}
