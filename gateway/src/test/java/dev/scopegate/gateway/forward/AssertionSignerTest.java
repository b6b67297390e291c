package dev.scopegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.forward.Caller.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

class AssertionSignerTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:29.900Z");
    private static final Caller CALLER = caller("tok_1");

    @TempDir
    private static Path folder;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private Instant now = BEGIN;
    private boolean full;
    private AssertionSigner signer;

    @BeforeEach
    void start() throws IOException, JOSEException {
        Path key = folder.resolve("key.json");
        Files.writeString(
                key, new ECKeyGenerator(Curve.P_256).keyID("k").generate().toJSONString());
        signer = new AssertionSigner(SigningKeys.read(key), "gate", () -> now, new Later());
    }

    /** Does what it is given when the test says so, or refuses it. */
    private final class Later implements Scheduler {

        @Override
        public Disposable schedule(Runnable task) {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            tasks.add(task);
            return Disposables.disposed();
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException();
        }
    }

    private static Caller caller(String token) {
        return new Caller(new Subject("acc_1", null, null), token, "api:read", "route", null);
    }

    @Test
    void one_serves_all_calls_for_a_while() {
        String first = signed(CALLER);

        now = BEGIN.plusSeconds(19);

        assertThat(atOnce(CALLER)).isEqualTo(first);
        assertThat(tasks).isEmpty();
    }

    @Test
    void it_is_renewed_ahead_of_its_end_and_no_call_waits() throws ParseException {
        String first = signed(CALLER);

        now = BEGIN.plusSeconds(28);
        assertThat(atOnce(CALLER)).isEqualTo(first);
        assertThat(atOnce(CALLER)).isEqualTo(first);
        assertThat(tasks).hasSize(1);
        work();

        String second = atOnce(CALLER);
        assertThat(second).isNotNull().isNotEqualTo(first);
        assertThat(SignedJWT.parse(second).getJWTClaimsSet().getExpirationTime())
                .isEqualTo(BEGIN.plusSeconds(28 + 60).with(ChronoField.NANO_OF_SECOND, 0));
        assertThat(tasks).isEmpty();
    }

    @Test
    void none_is_older_than_half_a_minute() {
        String first = signed(CALLER);

        now = BEGIN.plusSeconds(30);

        assertThat(atOnce(CALLER)).isNull();
        assertThat(signed(CALLER)).isNotEqualTo(first);
    }

    @Test
    void where_the_clock_was_put_back_there_is_another() {
        String first = signed(CALLER);

        now = BEGIN.minusMillis(1);

        assertThat(atOnce(CALLER)).isNull();
        assertThat(signed(CALLER)).isNotEqualTo(first);
    }

    @Test
    void what_was_signed_together_is_not_renewed_together() {
        IntStream.range(0, 400).forEach(i -> signed(caller("tok_" + i)));

        now = BEGIN.plusSeconds(24);
        IntStream.range(0, 400)
                .forEach(i -> assertThat(atOnce(caller("tok_" + i))).isNotNull());

        assertThat(tasks).hasSizeBetween(100, 300);
    }

    @Test
    void where_there_is_too_much_to_do_the_old_one_serves_to_its_end() {
        String first = signed(CALLER);

        now = BEGIN.plus(Duration.ofMillis(29_999));
        full = true;

        assertThat(atOnce(CALLER)).isEqualTo(first);
        assertThat(atOnce(CALLER)).isEqualTo(first);
    }

    private String signed(Caller caller) {
        var signed = signer.sign(caller).toFuture();
        work();
        return Objects.requireNonNull(signed.join()).toString();
    }

    /** Null where a call would have to wait. */
    private @Nullable String atOnce(Caller caller) {
        return signer.sign(caller).map(Object::toString).toFuture().getNow(null);
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
