package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What must hold over several gateways at once: counts are exact, and a revocation is one everywhere. */
@Tag("measures")
class ThreeGatewaysIT {

    private static final String VERSION = "/api/v3/node/version";
    private static final int REVOCATIONS = 100;
    private static final int CALLERS = 6;

    private static Installation scopegate;

    @BeforeAll
    static void start() {
        scopegate = Installation.ofThree();
    }

    /** Guards against over-admission: two gateways that read the same count must not both let the last call through. */
    @RepeatedTest(20)
    void of_200_parallel_callers_over_three_gateways_exactly_five_pass() throws Exception {
        String token = administrator().issue(5).token();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                Caller caller = new Caller(scopegate.gateway(i % 3), token);
                Callable<Integer> call = () -> {
                    go.await();
                    return caller.status(VERSION);
                };
                answers.add(pool.submit(call));
            }
            go.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        assertThat(statuses).containsOnly(200, 403);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(5);
    }

    /** Guards against a cut-off that is no cut-off: what starts after the answer is refused, on every gateway. */
    @Test
    void no_call_that_starts_after_the_revoke_answer_passes() throws Exception {
        long[] millis = new long[REVOCATIONS];
        for (int i = 0; i < REVOCATIONS; i++) {
            millis[i] = revokeUnderLoad(administrator().issue(0));
        }
        Arrays.sort(millis);
        System.out.printf(
                "revocations acknowledged by 3/3 gateways: %d, p50 %d ms, p99 %d ms, max %d ms%n",
                REVOCATIONS, millis[REVOCATIONS / 2], millis[REVOCATIONS * 99 / 100 - 1], millis[REVOCATIONS - 1]);
        assertThat(millis[REVOCATIONS * 99 / 100 - 1]).as("p99 in ms").isLessThan(1_000);
    }

    private long revokeUnderLoad(Caller.Issued issued) throws Exception {
        AtomicBoolean goOn = new AtomicBoolean(true);
        ConcurrentLinkedQueue<Long> startsOfPassed = new ConcurrentLinkedQueue<>();
        CountDownLatch warm = new CountDownLatch(CALLERS * 2);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Caller caller = new Caller(scopegate.gateway(i % 3), issued.token());
                callers.add(pool.submit(() -> callWhile(goOn, caller, startsOfPassed, warm)));
            }
            warm.await();
            HttpResponse<String> answer = administrator().delete("/api/v1/tokens/" + issued.id());
            long answered = System.nanoTime();
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Caller.member(answer.body(), "gateways")).isEqualTo("3");
            assertThat(Caller.member(answer.body(), "of")).isEqualTo("3");
            for (int i = 0; i < 9; i++) {
                assertThat(new Caller(scopegate.gateway(i % 3), issued.token()).status(VERSION))
                        .isEqualTo(401);
            }
            goOn.set(false);
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(startsOfPassed)
                    .isNotEmpty()
                    .allSatisfy(start -> assertThat(start).isLessThan(answered));
            return Long.parseLong(Caller.member(answer.body(), "millis"));
        }
    }

    private static void callWhile(
            AtomicBoolean goOn, Caller caller, ConcurrentLinkedQueue<Long> startsOfPassed, CountDownLatch warm) {
        while (goOn.get()) {
            long start = System.nanoTime();
            if (caller.status(VERSION) == 200) {
                startsOfPassed.add(start);
            }
            warm.countDown();
        }
    }

    private static Caller administrator() {
        return new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN);
    }
}
