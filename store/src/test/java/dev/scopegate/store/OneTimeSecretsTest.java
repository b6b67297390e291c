package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OneTimeSecretsTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final OneTimeSecrets secrets = new OneTimeSecrets(REDIS.connection());

    @Test
    void of_many_who_ask_at_once_one_gets_the_meaning() {
        get(secrets.put("reset", "the secret", "acc_1", Duration.ofMinutes(1)));
        List<CompletableFuture<Optional<String>>> asked = IntStream.range(0, 50)
                .mapToObj(i -> secrets.take("reset", "the secret").toCompletableFuture())
                .toList();
        assertThat(asked.stream().map(Redis::get).flatMap(Optional::stream)).containsExactly("acc_1");
    }

    @Test
    void a_secret_is_good_for_its_purpose_alone() {
        get(secrets.put("reset", "the secret", "acc_1", Duration.ofMinutes(1)));
        assertThat(get(secrets.take("challenge", "the secret"))).isEmpty();
    }

    @Test
    void it_ends_with_its_time_and_is_not_stored_in_clear() {
        get(secrets.put("reset", "the secret", "acc_1", Duration.ofMinutes(30)));
        List<String> keys = get(REDIS.connection().commands().keys("*"));
        assertThat(keys).singleElement().satisfies(key -> {
            assertThat(key).doesNotContain("secret");
            assertThat(get(REDIS.connection().commands().ttl(key))).isBetween(1_790L, 1_800L);
        });
    }
}
