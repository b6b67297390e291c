package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplayGuardTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final ReplayGuard guard = new ReplayGuard(REDIS.connection());

    @Test
    void of_many_uses_at_once_one_is_the_first() {
        List<CompletableFuture<Boolean>> uses = IntStream.range(0, 100)
                .mapToObj(i -> guard.firstUse("nonce:1", Duration.ofMinutes(1)).toCompletableFuture())
                .toList();
        assertThat(uses.stream().map(Redis::get).filter(first -> first)).hasSize(1);
        assertThat(get(guard.firstUse("nonce:2", Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void what_was_used_is_remembered_as_long_as_asked_and_not_in_clear() {
        get(guard.firstUse("nonce:secret", Duration.ofMinutes(10)));
        List<String> keys = get(REDIS.connection().commands().keys("*"));
        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key).doesNotContain("secret");
            assertThat(get(REDIS.connection().commands().ttl(key))).isBetween(590L, 600L);
        });
    }
}
