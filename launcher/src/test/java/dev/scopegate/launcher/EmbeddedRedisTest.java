package dev.scopegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {

    private static final Path SETTINGS = Path.of("..", "config", "redis.conf");

    @TempDir
    Path data;

    @Test
    void startsWithAPasswordThatItKeeps() throws IOException {
        String url;
        int port = EmbeddedRedis.freePort();
        try (EmbeddedRedis redis = EmbeddedRedis.start(data, SETTINGS, port)) {
            url = redis.url();
            assertThat(RedisProbe.problem(url)).isEmpty();
            assertThat(RedisProbe.problem("redis://127.0.0.1:" + port))
                    .get()
                    .asString()
                    .contains("NOAUTH");
            Path conf = data.resolve("redis").resolve("redis.conf");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf)))
                    .isEqualTo("rw-------");
        }
        assertThat(RedisProbe.problem(url)).get().asString().contains("cannot be reached");
        try (EmbeddedRedis redis = EmbeddedRedis.start(data, SETTINGS, port)) {
            assertThat(redis.url()).isEqualTo(url);
        }
    }

    @Test
    void comesBackAfterAKill() {
        EmbeddedRedis first = EmbeddedRedis.start(data);
        first.kill();
        try (EmbeddedRedis second = EmbeddedRedis.start(data, null, first.port())) {
            assertThat(second.url()).isEqualTo(first.url());
        }
    }

    @Test
    void whatAKilledLauncherLeftBehindIsEnded() {
        EmbeddedRedis orphan = EmbeddedRedis.start(data);

        assertThat(ChildProcess.endLeftover("redis", data)).isTrue();

        assertThat(ProcessHandle.of(orphan.pid()).filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(ChildProcess.endLeftover("redis", data)).isFalse();
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> RedisProbe.problem("http://:secret@127.0.0.1:1"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("SCOPEGATE_REDIS_URL")
                .hasMessageNotContaining("secret");
    }
}
