package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Nonces;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call of an Ocean provider may prove itself. */
class OceanSignedCallsTest {

    private static final String NOT_VALID = "{\"error\":\"the signature or its nonce is not valid\"}";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.withRoutes();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void nothingCameYet() {
        gateway.upstream.forget();
    }

    @Test
    void a_signed_call_passes_once() {
        OceanCaller caller = OceanCaller.known(gateway);
        String target = caller.download("1795377384166");

        Answer first = gateway.get(target);
        Answer again = gateway.get(target);

        assertThat(first.status()).isEqualTo(200);
        assertThat(gateway.upstream.requests()).hasSize(1);
        assertThat(gateway.upstream.lastTarget()).isEqualTo(target);
        assertThat(gateway.upstream.last())
                .containsIgnoringCase("X-Scopegate-Subject: " + caller.account())
                .containsIgnoringCase("X-Scopegate-Identity: " + caller.identity());
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.body()).isEqualTo(NOT_VALID);
    }

    @Test
    void of_the_same_call_sent_many_times_at_once_one_passes() {
        OceanCaller caller = OceanCaller.known(gateway);
        String target = caller.download("5");

        List<CompletableFuture<Integer>> sent = IntStream.range(0, 8)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> gateway.get(target).status()))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join).toList())
                .containsOnlyOnce(200)
                .containsOnly(200, 401);
    }

    @Test
    void each_nonce_is_larger_than_the_last() {
        OceanCaller caller = OceanCaller.known(gateway);

        assertThat(gateway.get(caller.download("10")).status()).isEqualTo(200);
        assertThat(gateway.get(caller.download("9")).status()).isEqualTo(401);
        assertThat(gateway.get(caller.download("10.5")).status()).isEqualTo(200);
        assertThat(gateway.get(caller.download("11")).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_signature_uses_no_nonce() {
        OceanCaller caller = OceanCaller.known(gateway);

        Answer answer = gateway.get(caller.download("100", new OceanWallet()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(NOT_VALID);
        assertThat(gateway.get(caller.download("7")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1e3", "999999999999999999999999", " 1"})
    void what_is_no_nonce_is_refused(String nonce) {
        OceanCaller caller = OceanCaller.known(gateway);

        String target = caller.download(nonce).replace(" ", "%20");

        assertThat(gateway.get(target).status()).isEqualTo(401);
    }

    @Test
    void a_bad_signature_is_not_mended_by_a_good_token() {
        OceanCaller caller = OceanCaller.known(gateway);
        Minted token = tokenOf(caller);

        Answer answer = gateway.get(caller.download("1", new OceanWallet()), "AuthToken: " + token.value());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void beside_a_signature_tokens_are_not_looked_at_and_do_not_go_on() {
        OceanCaller caller = OceanCaller.known(gateway);

        Answer answer = gateway.get(caller.download("1"), "AuthToken: one", "Authorization: another");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last())
                .doesNotContainIgnoringCase("\r\nauthtoken:")
                .doesNotContainIgnoringCase("\r\nauthorization:");
    }

    @Test
    void without_a_signature_a_token_counts() {
        OceanCaller caller = OceanCaller.known(gateway);
        String token = "AuthToken: " + tokenOf(caller).value();
        String target = "/api/services/download?consumerAddress=" + caller.address();

        assertThat(gateway.get(target, token).status()).isEqualTo(200);
        assertThat(gateway.get(target + "&signature=", token).status()).isEqualTo(200);
        assertThat(gateway.get(target).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/services/download", "HEAD /api/services/download", "GET /api/services/Download/",
                "GET /api/services/computeResult", "PUT /api/services/compute", "DELETE /api/services/compute"
            })
    void a_token_speaks_for_its_own_address_only(String call) {
        Minted token = tokenOf(OceanCaller.known(gateway));
        String other = new OceanWallet().address();

        Answer answer = gateway.send(call + "?consumerAddress=" + other + " HTTP/1.1", "AuthToken: " + token.value());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void a_token_that_was_made_for_no_address_speaks_for_any() {
        Minted token = gateway.mint.token("* /api/services/**");

        Answer answer = gateway.get(
                "/api/services/download?consumerAddress=" + new OceanWallet().address(), "AuthToken: " + token.value());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_call_that_names_no_address_is_left_to_the_provider() {
        Minted token = tokenOf(OceanCaller.known(gateway));

        assertThat(gateway.get("/api/services/download", "AuthToken: " + token.value())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&signature=0x1",
                "&%73ignature=",
                "&nonce=2",
                "&consumerAddress=0x1",
                "&consumerAddress[]=0x1",
                "&documentId=did",
                "&x=%zz"
            })
    void what_can_be_read_in_two_ways_is_refused(String more) {
        OceanCaller caller = OceanCaller.known(gateway);

        Answer answer = gateway.get(caller.download("1") + more);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(gateway.get(caller.download("1")).status()).isEqualTo(200);
    }

    @Test
    void calls_that_take_no_signature_need_a_token_as_ever() {
        OceanCaller caller = OceanCaller.known(gateway);
        String target = caller.download("1").replace("download", "initialize");

        assertThat(gateway.get(target).status()).isEqualTo(401);
        assertThat(gateway.get(
                                target + "&signature=2",
                                "AuthToken: " + tokenOf(caller).value())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_address_without_an_account_may_do_what_its_scheme_opens() {
        OceanCaller caller = OceanCaller.unknown();
        assertThat(gateway.get(caller.download("1")).status()).isEqualTo(401);
        Nonces nonces = new Nonces(gateway.mint.redis());
        assertThat(nonces.last(caller.identity().value()).toCompletableFuture().join())
                .isEmpty();

        FirstSight opened = new FirstSight(Identity.ETHEREUM, TokenMint.granted("GET /api/services/**"));
        gateway.mint.commit(Commit.by("test", "first-sight", Identity.ETHEREUM).put(opened));
        Answer answer = gateway.get(caller.download("2"));
        gateway.mint.commit(
                Commit.by("test", "first-sight", Identity.ETHEREUM).put(new FirstSight(Identity.ETHEREUM, List.of())));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last())
                .containsIgnoringCase("X-Scopegate-Subject: " + FirstSight.accountId(caller.identity()));
        assertThat(gateway.get(caller.download("3")).status()).isEqualTo(403);
    }

    @Test
    void a_locked_account_is_refused() {
        OceanCaller caller = OceanCaller.known(gateway);
        caller.lock(gateway);

        assertThat(gateway.get(caller.download("1")).status()).isEqualTo(401);
    }

    @Test
    void signed_calls_are_charged_to_the_account() {
        OceanCaller caller = OceanCaller.known(gateway, List.of(new Quota(2, Quota.Refill.NEVER)));

        assertThat(gateway.get(caller.download("1")).status()).isEqualTo(200);
        assertThat(gateway.get(caller.download("2")).status()).isEqualTo(200);
        assertThat(gateway.get(caller.download("3")).status()).isEqualTo(429);
    }

    /** With the link of an Ocean token: made for the address, which it belongs to. */
    private static Minted tokenOf(OceanCaller caller) {
        return gateway.mint.tokenOf(caller.identity(), "* /api/services/**");
    }
}
