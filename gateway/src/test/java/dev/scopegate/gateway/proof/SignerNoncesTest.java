package dev.scopegate.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.RedisServer;
import io.lettuce.core.RedisClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignerNoncesTest {

    private static RedisServer server;
    private static RedisClient client;
    private static RedisConnection redis;

    private static Nonces nonces;
    private static SignerNonces signers;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        client = RedisClient.create(server.uri());
        redis = RedisConnection.open(client, Duration.ofSeconds(10));
        nonces = new Nonces(redis);
        signers = new SignerNonces(nonces, new LimitLedger(redis));
    }

    @AfterAll
    static void stop() {
        redis.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        server.close();
    }

    /** Guards against strangers who fill the store with keys that they make up: each that signs stays for good. */
    @Test
    void one_place_brings_no_end_of_new_signers_and_harms_nobody_else() throws UnknownHostException {
        InetAddress place = InetAddress.getByName("2001:db8::1");
        InetAddress neighbour = InetAddress.getByName("2001:db8::2");
        for (int i = 0; i < 300; i++) {
            assertThat(use("new-" + i, "1", false, place)).isEmpty();
        }

        assertThat(use("one-too-many", "1", false, place)).contains(Reason.RATE_LIMITED);
        assertThat(use("another", "1", false, neighbour)).contains(Reason.RATE_LIMITED);
        assertThat(nonces.last("one-too-many").toCompletableFuture().join()).isEmpty();
        assertThat(use("new-0", "2", false, place)).isEmpty();
        assertThat(use("new-0", "2", false, place)).contains(Reason.USED_NONCE);
        assertThat(use("customer", "1", true, place)).isEmpty();
        assertThat(use("elsewhere", "1", false, InetAddress.getByName("192.0.2.1")))
                .isEmpty();
    }

    private Optional<Reason> use(String signer, String nonce, boolean hasAccount, InetAddress source) {
        return signers.use(signer, nonce, hasAccount, source).blockOptional().orElseThrow();
    }
}
