package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Charges that go together are charged as though each went alone. */
class ChargesTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final int CALLS = 1_000;
    private static final int MOST = 100;
    private static final Meter QUOTA = new Meter("q", new Quota(MOST, Quota.Refill.NEVER));

    private static final Meter HELD = new Meter("held", new Concurrency(30));
    /** Refills by one in half a day. */
    private static final Meter RATE = new Meter("rate", new RateLimit(50, Duration.ofDays(31), 25));

    private final LimitLedger ledger = new LimitLedger(REDIS.connection());

    @Test
    void many_calls_at_once_take_few_scripts_and_exactly_what_there_is() {
        long before = REDIS.scripts();

        List<CompletionStage<Charge>> charged = IntStream.range(0, CALLS)
                .mapToObj(call -> ledger.charge(tab("acc_1", call)))
                .toList();

        assertThat(charged.stream().filter(one -> get(one) instanceof Charge.Accepted))
                .hasSize(MOST);
        assertThat(REDIS.scripts() - before).isLessThan(CALLS / 10);
    }

    @Test
    void each_call_is_told_what_is_left_to_its_own_account() {
        List<CompletionStage<Charge>> charged = IntStream.range(0, 60)
                .mapToObj(call -> ledger.charge(tab("acc_" + call % 3, call)))
                .toList();

        for (int call = 0; call < charged.size(); call++) {
            assertThat(get(charged.get(call)).balances().getFirst().remaining()).isEqualTo(MOST - 1L - call / 3);
        }
    }

    /** A balance that several calls of one script are charged to is read once and written once. */
    @Test
    void calls_together_fare_as_calls_one_after_the_other() {
        for (int round = 0; round < 20; round++) {
            List<Tab> alone = calls("alone" + round, round);
            List<Tab> together = calls("together" + round, round);

            List<String> expected =
                    alone.stream().map(tab -> outcome(get(ledger.charge(tab)))).toList();
            List<CompletionStage<Charge>> charged =
                    together.stream().map(ledger::charge).toList();

            assertThat(charged.stream().map(one -> outcome(get(one)))).containsExactlyElementsOf(expected);
            assertThat(left("together" + round)).isEqualTo(left("alone" + round));
        }
    }

    /** Of two accounts, on limits that run out, one of which changes on the way. */
    private static List<Tab> calls(String account, int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 60)
                .mapToObj(call -> {
                    Meter day = new Meter("day", new Quota(call < 40 ? 30 : 45, Quota.Refill.MONTH));
                    List<Meter> meters = new ArrayList<>(List.of(QUOTA, HELD, RATE, day));
                    Collections.shuffle(meters, random);
                    return new Tab(
                            account + "_" + random.nextInt(2),
                            "call_" + call,
                            meters.subList(0, 1 + random.nextInt(meters.size())),
                            1 + random.nextInt(3));
                })
                .toList();
    }

    private static String outcome(Charge charge) {
        String refusedBy =
                charge instanceof Charge.Refused refused ? refused.refusedBy().id() : "";
        return refusedBy + charge.balances().stream().map(Balance::remaining).toList();
    }

    private List<Long> left(String account) {
        return Stream.of(0, 1)
                .flatMap(i -> get(ledger.balances(account + "_" + i, List.of(QUOTA, HELD, RATE))).stream())
                .map(Balance::remaining)
                .toList();
    }

    /** Each reply comes on the thread of the connection, which sends what waits at once; a refund comes from another. */
    @Test
    void what_was_given_back_is_there_for_whoever_asks_afterwards() {
        Tab tab = new Tab("refunds", "call", List.of(new Meter("one", new Quota(1, Quota.Refill.NEVER))), 1);
        get(ledger.refund(tab));

        for (int i = 0; i < 50; i++) {
            CompletionStage<Charge> again = ledger.charge(tab).thenCompose(charged -> refundedAndChargedElsewhere(tab));
            Charge outcome = get(again);
            assertThat(outcome).isInstanceOf(Charge.Accepted.class);
            get(ledger.refund(tab));
        }
    }

    /** Both are asked for, and not answered, before the thread of the connection goes on. */
    private CompletionStage<Charge> refundedAndChargedElsewhere(Tab tab) {
        return CompletableFuture.supplyAsync(() -> {
                    var unused = ledger.refund(tab);
                    return ledger.charge(tab);
                })
                .join();
    }

    /** Harm: charges that wait behind it would never be sent. */
    @Test
    void what_cannot_go_ahead_is_no_trouble_for_who_waits_behind() {
        Script accepting = Script.of("local all = {} for i = 1, 50 do all[i] = {i} end return all");
        Charges charges = new Charges(REDIS.connection(), accepting, "lease");

        CompletionStage<List<Object>> first = charges.charge(List.of(), List.of());
        CompletionStage<List<Object>> failing = charges.ahead(() -> {
            throw new IllegalStateException("cannot start");
        });
        CompletionStage<List<Object>> behind = charges.charge(List.of(), List.of());

        assertThatThrownBy(() -> get(failing)).hasMessageContaining("cannot start");
        assertThat(get(first)).containsExactly(1L);
        assertThat(get(behind)).containsExactly(1L);
    }

    /** Harm: one account's record that cannot be read refuses everybody's calls. */
    @Test
    void what_cannot_be_charged_is_no_trouble_for_others() {
        get(REDIS.connection().commands().lpush(RedisKeys.meter("acc_broken", QUOTA.id()), "no number"));

        List<CompletionStage<Charge>> charged = IntStream.range(0, 50)
                .mapToObj(call -> ledger.charge(tab(call % 2 == 0 ? "acc_1" : "acc_broken", call)))
                .toList();

        for (int call = 0; call < charged.size(); call++) {
            CompletionStage<Charge> one = charged.get(call);
            if (call % 2 == 0) {
                assertThat(get(one)).isInstanceOf(Charge.Accepted.class);
            } else {
                assertThatThrownBy(() -> get(one))
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContaining("WRONGTYPE");
            }
        }
    }

    private static Tab tab(String account, int call) {
        return new Tab(account, "call_" + call, List.of(QUOTA), 1);
    }
}
