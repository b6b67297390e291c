package dev.scopegate.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.CredentialKind;
import dev.scopegate.policy.access.Principal;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Standing;
import dev.scopegate.policy.token.Validity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class GrantCacheTest {

    private static final Grant ACTIVE = grant(Standing.ACTIVE);
    private static final Grant REVOKED = grant(Standing.REVOKED);

    private final AtomicLong nanos = new AtomicLong();
    private final Freshness freshness = new Freshness(nanos::get, Duration.ofSeconds(2));
    private final GrantCache cache = new GrantCache(freshness, 100);
    private final AtomicInteger loads = new AtomicInteger();

    @BeforeEach
    void the_log_is_followed() {
        freshness.provenAsOf(0);
    }

    @Test
    void what_is_remembered_is_not_loaded_again() {
        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
        assertThat(get(REVOKED)).isEqualTo(ACTIVE);
        assertThat(loads).hasValue(1);
    }

    @Test
    void what_the_log_names_is_loaded_anew() {
        get(ACTIVE);

        cache.drop(Set.of("account:a"));

        assertThat(get(REVOKED)).isEqualTo(REVOKED);
    }

    @Test
    void what_the_log_does_not_name_stays() {
        get(ACTIVE);

        cache.drop(Set.of("token:other"));

        assertThat(get(REVOKED)).isEqualTo(ACTIVE);
    }

    @Test
    void a_late_load_cannot_bring_back_what_was_dropped() {
        Sinks.One<Grant> late = Sinks.one();
        cache.get("k", late::asMono).subscribe();

        cache.drop(Set.of("token:t"));
        late.tryEmitValue(ACTIVE).orThrow();

        assertThat(get(REVOKED)).isEqualTo(REVOKED);
    }

    @Test
    void a_request_after_a_change_does_not_join_a_load_from_before_it() {
        Sinks.One<Grant> late = Sinks.one();
        cache.get("k", late::asMono).subscribe();

        cache.drop(Set.of("token:t"));

        assertThat(get(REVOKED)).isEqualTo(REVOKED);
    }

    @Test
    void requests_at_the_same_time_share_a_load_though_the_first_hangs_up() {
        Sinks.One<Grant> running = Sinks.one();
        var first = cache.get("k", running::asMono).subscribe();
        var second = cache.get("k", () -> Mono.just(REVOKED)).toFuture();

        first.dispose();
        running.tryEmitValue(ACTIVE).orThrow();

        assertThat(second).isCompletedWithValue(ACTIVE);
    }

    @Test
    void a_failed_load_is_not_remembered() {
        cache.get("k", () -> Mono.error(new IllegalStateException("outage")))
                .onErrorComplete()
                .subscribe();

        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void without_news_nothing_is_believed_and_nothing_is_remembered() {
        get(ACTIVE);
        nanos.set(Duration.ofSeconds(2).toNanos());

        assertThat(get(REVOKED)).isEqualTo(REVOKED);
        assertThat(get(REVOKED)).isEqualTo(REVOKED);
        assertThat(loads).hasValue(3);
    }

    @Test
    void a_token_that_is_unknown_is_asked_for_once_a_second() {
        assertThat(getNone()).isNull();
        nanos.set(Duration.ofMillis(999).toNanos());
        assertThat(getNone()).isNull();
        assertThat(loads).hasValue(1);

        nanos.set(Duration.ofMillis(1_001).toNanos());
        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void a_token_that_was_unknown_is_asked_for_after_any_change() {
        assertThat(getNone()).isNull();

        cache.drop(Set.of("token:new"));

        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void a_token_that_was_unknown_is_asked_for_after_a_lapse() {
        assertThat(getNone()).isNull();

        cache.dropAll();

        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void a_late_answer_that_a_token_is_unknown_is_not_believed_after_a_change() {
        Sinks.One<Grant> late = Sinks.one();
        cache.get("k", late::asMono).subscribe();

        cache.drop(Set.of("token:t"));
        late.tryEmitEmpty().orThrow();

        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void without_news_no_token_is_taken_for_unknown() {
        assertThat(getNone()).isNull();
        freshness.provenAsOf(-Duration.ofSeconds(2).toNanos());

        assertThat(get(ACTIVE)).isEqualTo(ACTIVE);
    }

    @Test
    void guesses_take_only_so_much_memory() {
        for (int i = 0; i < 50_000; i++) {
            cache.get("guess" + i, Mono::empty).block();
        }

        assertThat(cache.unknown()).isLessThanOrEqualTo(10_000);
    }

    private @Nullable Grant getNone() {
        return cache.get("k", () -> {
                    loads.incrementAndGet();
                    return Mono.<Grant>empty();
                })
                .block();
    }

    private @Nullable Grant get(Grant stored) {
        return cache.get("k", () -> {
                    loads.incrementAndGet();
                    return Mono.just(stored);
                })
                .block();
    }

    private static Grant grant(Standing standing) {
        return new Grant(
                "t",
                new Principal("a", "scopegate", CredentialKind.OPAQUE_TOKEN, null),
                List.of(),
                Validity.UNBOUND,
                standing,
                null,
                Set.of("token:t", "account:a"));
    }
}
