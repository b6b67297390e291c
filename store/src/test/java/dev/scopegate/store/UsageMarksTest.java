package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsageMarksTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    @Test
    void last_uses_are_kept() {
        get(new UsageMarks(REDIS.connection()).markUsed(Map.of("tok_1", Sample.NOON)));
        Registry registry = new Registry(REDIS.connection());
        assertThat(get(registry.lastUsed("tok_1"))).contains(Sample.NOON);
        assertThat(get(registry.lastUsed("tok_2"))).isEmpty();
    }
}
