package dev.scopegate.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;

class RateLimitFieldsTest {

    private static final Limit PER_MINUTE = new RateLimit(60, Duration.ofMinutes(1), 10);
    private static final Limit PER_DAY = new Quota(1_000, Quota.Refill.DAY);

    private final ServerHttpResponse response = new ServerHttpResponseDecorator(new MockServerHttpResponse());
    private final HttpHeaders headers = response.getHeaders();

    @Test
    void a_limit_is_told_with_what_remains_of_it() {
        RateLimitFields.of(List.of(balance("m", PER_MINUTE, 9, Duration.ofMillis(1_001))))
                .write(response);

        assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"rate-1m\";q=60;w=60");
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"rate-1m\";r=9;t=2");
    }

    @Test
    void limits_that_are_called_the_same_are_numbered() {
        RateLimitFields.of(List.of(
                        balance("token", PER_MINUTE, 9, null),
                        balance("day", PER_DAY, 7, Duration.ofHours(1)),
                        balance("list", PER_MINUTE, 8, null),
                        balance("account", PER_MINUTE, 5, null)))
                .write(response);

        assertThat(headers.getFirst("RateLimit"))
                .isEqualTo(
                        "\"rate-1m\";r=9, \"" + PER_DAY.name() + "\";r=7;t=3600, \"rate-1m-2\";r=8, \"rate-1m-3\";r=5");
        assertThat(headers.getFirst("RateLimit-Policy"))
                .isEqualTo("\"rate-1m\";q=60;w=60, \"" + PER_DAY.name()
                        + "\";q=1000;w=86400, \"rate-1m-2\";q=60;w=60, \"rate-1m-3\";q=60;w=60");
    }

    @Test
    void without_a_limit_nothing_is_said() {
        RateLimitFields.of(List.of()).write(response);

        assertThat(headers.isEmpty()).isTrue();
    }

    private static Balance balance(String id, Limit limit, long remaining, @Nullable Duration resetsAfter) {
        return new Balance(new Meter(id, limit), remaining, resetsAfter);
    }
}
