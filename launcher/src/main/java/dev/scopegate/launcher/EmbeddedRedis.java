package dev.scopegate.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A real Redis of our own: on loopback, with a random password, every write on disk. Started again with the same
 * folder, it has the same data and password.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PASSWORD_LENGTH = 32;

    private final ChildProcess process;
    private final int port;
    private final String password;

    private EmbeddedRedis(ChildProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** Starts on any free port. */
    public static EmbeddedRedis start(Path data) {
        return start(data, null, freePort());
    }

    /**
     * Starts a server that keeps its data below {@code data}, and returns when it answers.
     *
     * @param settings a redis.conf to include; null for the few settings that safety needs
     * @throws StartFailure where it does not come up
     */
    public static EmbeddedRedis start(Path data, @Nullable Path settings, int port) {
        Path home = data.toAbsolutePath().resolve("redis");
        try {
            SecretFile.createFolder(home);
            String password =
                    SecretFile.readOrCreate(home.resolve("password"), () -> SecretFile.randomWord(PASSWORD_LENGTH));
            Path conf = home.resolve("redis.conf");
            SecretFile.write(conf, conf(home, settings, port, password));
            List<String> command = List.of(program(home).toString(), conf.toString());
            ChildProcess process = ChildProcess.start("redis", command, Map.of(), data);
            EmbeddedRedis redis = new EmbeddedRedis(process, port, password);
            redis.awaitAnswer();
            return redis;
        } catch (IOException failure) {
            throw new StartFailure("cannot prepare Redis in " + home + ": " + failure.getMessage(), failure);
        }
    }

    private static String conf(Path home, @Nullable Path settings, int port, String password) {
        String first = settings == null
                ? "appendonly yes\nappendfsync always\nmaxmemory-policy noeviction\nsave \"\""
                : "include \"" + settings.toAbsolutePath() + "\"";
        return String.join(
                "\n",
                "# Written by Scopegate at each start.",
                first,
                "bind 127.0.0.1",
                "port " + port,
                "requirepass " + password,
                "dir \"" + home + "\"",
                "daemonize no");
    }

    private static Path program(Path home) throws IOException {
        Optional<Path> installed = Executables.onPath("redis-server").or(() -> Executables.onPath("valkey-server"));
        return installed.isPresent() ? installed.get() : unpack(home);
    }

    /** The library holds a server for each common system. */
    private static Path unpack(Path home) throws IOException {
        OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
        String name = ExecutableProvider.newProvidedVersionsMap().get(machine);
        if (name == null) {
            throw new StartFailure("no Redis for this machine: install redis-server or set SCOPEGATE_REDIS_URL");
        }
        Path program = home.resolve(name.substring(name.lastIndexOf('/') + 1));
        if (Files.exists(program)) {
            return program;
        }
        Path draft = Files.createTempFile(home, ".draft", "");
        try (InputStream packed = open(name)) {
            Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
        }
        return Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream open(String name) throws IOException {
        InputStream packed = ExecutableProvider.class.getResourceAsStream(name.startsWith("/") ? name : "/" + name);
        if (packed == null) {
            throw new IOException("no " + name + " in embedded-redis");
        }
        return packed;
    }

    /** A port that nobody listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new StartFailure("no free port on this machine", failure);
        }
    }

    private void awaitAnswer() {
        Predicate<ChildProcess> answers = child -> RedisProbe.problem(url()).isEmpty();
        try {
            Patience.await(process, answers, PATIENCE);
        } catch (StartFailure failure) {
            process.close();
            throw failure;
        }
    }

    /** Address and password, as {@code spring.data.redis.url} takes them. Not for a log. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.kill();
        process.ended().join();
    }

    ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
