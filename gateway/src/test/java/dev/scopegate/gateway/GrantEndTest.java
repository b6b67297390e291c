package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Commit;
import dev.scopegate.wire.Ear;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is open when a grant ends, ends. */
class GrantEndTest {

    private static final String SOCKET = "/streams/socket";
    private static final String EVENTS = "/streams/events";

    private static StreamingUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = StreamingUpstream.start();
        gateway = RunningGateway.withRoutes("streams.uri=" + upstream.uri());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void nothingIsOpen() {
        awaitOpen(0);
        upstream.ended().clear();
    }

    @Test
    void a_socket_is_closed_when_its_token_is_revoked() throws Exception {
        Minted token = gateway.mint.token("GET /streams/**");
        Ear ear = open(token);

        long began = System.nanoTime();
        gateway.mint.revoke(token.record());

        assertThat(ear.awaitClose()).isEqualTo(1008);
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(millis).isLessThan(1_000);
        assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo("closed " + SOCKET);
        awaitOpen(0);
    }

    @Test
    void a_socket_is_closed_when_its_token_is_disabled() throws Exception {
        Minted token = gateway.mint.token("GET /streams/**");
        Ear ear = open(token);

        put(token.record().withDisabled(true));

        assertThat(ear.awaitClose()).isEqualTo(1008);
    }

    @Test
    void a_socket_is_closed_when_its_capability_is_gone() throws Exception {
        Minted token = gateway.mint.token("GET /streams/**");
        Ear ear = open(token);

        put(token.record().withTerms(terms("GET /streams/events", Validity.UNBOUND)));

        assertThat(ear.awaitClose()).isEqualTo(1008);
    }

    @Test
    void a_socket_is_closed_when_its_account_is_locked_or_deleted() throws Exception {
        Ear locked = open(gateway.mint.token("GET /streams/**"));
        gateway.mint.commit(Commit.by("test", "lock", TokenMint.ACCOUNT).put(account(true)));
        assertThat(locked.awaitClose()).isEqualTo(1008);

        gateway.mint.account();
        Minted second = gateway.mint.token("GET /streams/**");
        Awaitility.await()
                .until(() -> gateway.get("/streams/short", second.bearer()).status() == 200);
        Ear deleted = open(second);
        gateway.mint.commit(Commit.by("test", "delete", TokenMint.ACCOUNT).delete(account(false)));
        assertThat(deleted.awaitClose()).isEqualTo(1008);
        gateway.mint.account();
    }

    @Test
    void a_socket_is_closed_when_its_token_expires_and_when_its_value_is_rotated_out() throws Exception {
        Instant soon = Instant.now().plusSeconds(1);
        Ear expiring = open(gateway.mint.tokenWith(terms("GET /streams/**", Validity.until(soon))));
        Minted rotated = gateway.mint.token("GET /streams/**");
        Ear old = open(rotated);
        Minted graceful = gateway.mint.token("GET /streams/**");
        Ear inGrace = open(graceful);

        rotate(graceful.record(), Instant.now().plusSeconds(1));
        rotate(rotated.record(), Instant.EPOCH);

        assertThat(old.awaitClose()).isEqualTo(1008);
        assertThat(inGrace.isClosedWithin(Duration.ZERO)).isFalse();
        assertThat(inGrace.awaitClose()).isEqualTo(1008);
        assertThat(expiring.awaitClose()).isEqualTo(1008);
        assertThat(Instant.now()).isBetween(soon, soon.plusSeconds(2));
    }

    @Test
    void another_change_ends_nothing() throws Exception {
        Minted token = gateway.mint.token("GET /streams/**");
        Ear ear = open(token);

        gateway.mint.revoke(gateway.mint.token("GET /streams/**").record());
        put(token.record().withTerms(terms("GET /streams/socket", Validity.UNBOUND)));
        gateway.bean(StreamGuard.class).lapsed();

        assertThat(ear.isClosedWithin(Duration.ofMillis(700))).isFalse();
        ear.socket().abort();
        awaitOpen(0);
        assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo("closed " + SOCKET);
    }

    @Test
    void an_event_stream_and_a_download_are_cut_off_without_a_proper_end() throws Exception {
        for (String target : List.of(EVENTS, "/streams/file")) {
            Minted token = gateway.mint.token("GET /streams/**");
            try (Socket client = begin(target, token)) {
                InputStream in = client.getInputStream();
                assertThat(new String(in.readNBytes(400), StandardCharsets.ISO_8859_1))
                        .startsWith("HTTP/1.1 200");

                gateway.mint.revoke(token.record());

                assertThat(restOf(in)).endsWith(" [reset]").doesNotContain("\r\n0\r\n\r\n");
                assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo("closed " + target);
            }
            awaitOpen(0);
        }
    }

    @Test
    void a_call_that_is_not_answered_yet_is_refused() {
        Minted token = gateway.mint.token("GET /streams/**");
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> gateway.get("/streams/never", token.bearer()));
        awaitOpen(1);

        gateway.mint.revoke(token.record());

        assertThat(answer.orTimeout(6, TimeUnit.SECONDS).join().status()).isEqualTo(401);
        awaitOpen(0);
    }

    @Test
    void a_call_that_ends_its_own_grant_is_answered() {
        Minted token = gateway.mint.token("GET /streams/**");
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> gateway.get("/streams/soon", token.bearer()));
        awaitOpen(1);

        gateway.mint.revoke(token.record());

        Answer done = answer.orTimeout(6, TimeUnit.SECONDS).join();
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("done");
    }

    @Test
    void nothing_stays_registered_however_a_call_ends() throws Exception {
        Minted token = gateway.mint.token("GET /streams/**", "GET /down/**");
        gateway.get("/streams/short", token.bearer());
        gateway.get("/streams/broken", token.bearer());
        gateway.get("/down/1", token.bearer());
        try (Socket client = begin(EVENTS, token)) {
            assertThat(client.getInputStream().readNBytes(400)).hasSize(400);
            awaitOpen(1);
        }
        Ear ear = open(token);
        ear.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();

        awaitOpen(0);
    }

    private static void awaitOpen(int calls) {
        StreamGuard streams = gateway.bean(StreamGuard.class);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> streams.size() == calls);
    }

    private static void put(TokenRecord record) {
        gateway.mint.commit(Commit.by("test", "change", record.id()).put(record));
    }

    private static void rotate(TokenRecord record, Instant until) {
        gateway.mint.commit(Commit.by("test", "rotate", record.id()).put(record).endDigests(record.id(), until));
    }

    private static Terms terms(String capability, Validity validity) {
        return new Terms(TokenMint.granted(capability), List.of(), List.of(), Set.of(), validity);
    }

    private static Account account(boolean locked) {
        return new Account(
                TokenMint.ACCOUNT, "tester", Set.of(), TokenMint.granted("* /**"), List.of(), locked, Instant.EPOCH);
    }

    private static Socket begin(String target, Minted token) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        client.setSoTimeout(5_000);
        String request = "GET " + target + " HTTP/1.1\r\nHost: gateway.test\r\n" + token.bearer() + "\r\n\r\n";
        client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return client;
    }

    private static String restOf(InputStream in) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in.transferTo(rest);
            return rest.toString(StandardCharsets.UTF_8) + " [end]";
        } catch (IOException e) {
            return rest.toString(StandardCharsets.UTF_8)
                    + (String.valueOf(e.getMessage()).contains("reset") ? " [reset]" : " [" + e + "]");
        }
    }

    private static Ear open(Minted token) throws InterruptedException {
        return Ear.open(gateway.socket(SOCKET), "Authorization", "Bearer " + token.value());
    }
}
