package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.store.StoreVitals.Vitals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreVitalsTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    @Test
    void redis_tells_its_version_its_memory_and_how_fast_it_answers() {
        get(REDIS.connection().commands().configSet("maxmemory", "123456789"));

        Vitals vitals = get(new StoreVitals(REDIS.connection()).read());

        assertThat(vitals.version()).matches("\\d+\\.\\d+.*");
        assertThat(vitals.answeredIn()).isPositive();
        assertThat(vitals.usedBytes()).isPositive();
        assertThat(vitals.mostBytes()).isEqualTo(123_456_789);
        assertThat(vitals.clients()).isPositive();
        assertThat(vitals.evicted()).isZero();
    }
}
