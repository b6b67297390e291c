package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.store.Nonces.Taking;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final Nonces nonces = new Nonces(REDIS.connection());

    @ParameterizedTest
    @CsvSource({
        "5, 5, false",
        "5, 4, false",
        "5, 6, true",
        "9, 10, true",
        "10, 9, false",
        "10, 10.5, true",
        "10.5, 10.50, false",
        "7, 007, false",
        "1795376160433000001, 1795376160433000002, true",
        "1795376160433000002, 1795376160433000001, false",
        "0, 1, true"
    })
    void a_nonce_is_good_once_and_only_if_it_grows(String first, String second, boolean good) {
        assertThat(get(nonces.begin("0xa", first))).isEqualTo(Taking.TAKEN);
        assertThat(get(nonces.take("0xa", second))).isEqualTo(good ? Taking.TAKEN : Taking.USED);
        assertThat(get(nonces.begin("0xa", second))).isEqualTo(Taking.USED);
    }

    /** Guards against strangers who fill the store with keys that they make up. */
    @Test
    void of_an_unknown_signer_nothing_is_kept_until_it_may() {
        assertThat(get(nonces.take("0xe", "7"))).isEqualTo(Taking.FIRST);
        assertThat(get(nonces.last("0xe"))).isEmpty();
        assertThat(get(nonces.begin("0xe", "7"))).isEqualTo(Taking.TAKEN);
        assertThat(get(nonces.take("0xe", "7"))).isEqualTo(Taking.USED);
    }

    @Test
    void of_many_uses_at_once_one_is_the_first() {
        List<CompletableFuture<Taking>> uses = IntStream.range(0, 50)
                .mapToObj(i -> nonces.begin("0xb", "1").toCompletableFuture())
                .toList();
        assertThat(uses.stream().map(Redis::get)).containsOnlyOnce(Taking.TAKEN).contains(Taking.USED);
    }

    @Test
    void the_last_one_reads_back_as_it_was_meant() {
        assertThat(get(nonces.last("0xc"))).isEmpty();
        get(nonces.begin("0xc", "1795376160433"));
        assertThat(get(nonces.last("0xc"))).contains(new BigDecimal("1795376160433"));
        get(nonces.begin("0xc", "1795376160433.250"));
        assertThat(get(nonces.last("0xc"))).contains(new BigDecimal("1795376160433.25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", "1.", ".5", "0x1", " 1", "11111111111111111111111111111111111111111"})
    void what_is_no_decimal_number_is_no_nonce(String text) {
        assertThat(Nonces.isNonce(text)).isFalse();
        assertThatThrownBy(() -> nonces.take("0xd", text)).isInstanceOf(IllegalArgumentException.class);
    }
}
