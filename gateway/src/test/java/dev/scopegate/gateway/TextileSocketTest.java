package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.GrpcCaller.Heard;
import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.Commit;
import dev.scopegate.wire.grpc.GrpcMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** gRPC calls over WebSockets, as the Textile client makes them. */
class TextileSocketTest extends GrpcInstallation {

    @BeforeAll
    static void publish() {
        Operation list = new Operation(
                new OperationRef("textile", "users.API/List"),
                List.of(Capability.parse("POST /users.API/List")),
                1,
                "",
                "");
        gateway.mint.commit(
                Commit.by("test", "publish", "textile").put(OperationCatalogue.of("textile", List.of(list))));
    }

    @Test
    void a_covered_call_passes_with_an_assertion_in_place_of_its_token() throws Exception {
        Minted token = gateway.mint.token("POST /users.API/*");

        Heard heard = call("authorization: bearer " + token.value(), "x-textile-thread: bafk1");

        assertThat(heard.status()).isZero();
        assertThat(heard.bytes()).contains("Content-Type: application/grpc", "hi");
        assertThat(heard.closeCode()).isEqualTo(1000);
        String first = upstream.firstMessages().take();
        assertThat(first).doesNotContain(token.value()).doesNotContainIgnoringCase("authorization");
        assertThat(upstream.handshakes().take())
                .startsWith("GET " + LIST)
                .doesNotContain(token.value())
                .doesNotContainIgnoringCase("authorization");
        GrpcMetadata metadata = GrpcUpstream.metadata(first);
        assertThat(metadata.first("x-textile-thread")).contains("bafk1");
        assertThat(metadata.first("x-grpc-web")).contains("1");
        assertThat(metadata.all("x-scopegate-subject")).containsExactly(TokenMint.ACCOUNT);
        assertThat(metadata.all("x-scopegate-token-id"))
                .containsExactly(token.record().id());
        assertThat(metadata.all("x-scopegate-operation")).containsExactly("textile:users.API/List");
        SignedJWT assertion =
                SignedJWT.parse(metadata.first("x-scopegate-assertion").orElseThrow());
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly("textile");
    }

    @Test
    void what_speaks_for_the_gateway_is_dropped_from_the_metadata() throws Exception {
        Minted token = gateway.mint.token("POST /users.API/*");

        call(
                "authorization: Bearer " + token.value(),
                "x-scopegate-subject: forged",
                "X_Scopegate_Subject: forged",
                "x.scopegate.operation: forged",
                "x-scopegate-assertion: forged",
                "X-Forwarded-For: forged",
                "x_real_ip: forged",
                "forwarded: for=forged",
                "Connection: forged",
                "x-textile-api-sig: forged");

        assertThat(upstream.firstMessages().take()).doesNotContain("forged");
    }

    @Test
    void the_last_frame_is_never_lost() {
        String credential = "authorization: bearer "
                + gateway.mint.token("POST /users.API/*").value();

        for (int i = 0; i < 100; i++) {
            assertThat(call(credential).status()).isZero();
            assertThat(call().status()).isEqualTo(16);
        }
    }

    @Test
    void a_call_is_recorded_once_whether_permitted_or_not() {
        Minted token = gateway.mint.token("POST /users.API/*");
        call("authorization: bearer " + token.value());
        Heard refused = GrpcCaller.open(gateway.port(), "/down.API/List")
                .call("authorization: bearer " + token.value())
                .heard();

        assertThat(refused.status()).isEqualTo(7);
        Awaitility.await().until(() -> eventsOf(token).size() == 2);
        assertThat(eventsOf(token)).extracting(DecisionEvent::outcome).containsExactly("no_capability", "permit");
        assertThat(eventsOf(token)).extracting(DecisionEvent::operation).containsExactly("", "textile:users.API/List");
        assertThat(eventsOf(token))
                .extracting(DecisionEvent::target)
                .containsExactly("POST /down.API/List", "POST " + LIST);
    }

    @Test
    void without_a_token_or_with_one_that_is_not_valid_a_frame_says_so() {
        Minted revoked = gateway.mint.token("POST /users.API/*");
        gateway.mint.revoke(revoked.record());

        Heard none = call();
        assertThat(none.status()).isEqualTo(16);
        assertThat(none.message()).isEqualTo("this needs a credential, but the request carries none");
        assertThat(none.closeCode()).isEqualTo(1000);
        assertThat(call("authorization: bearer unknown").status()).isEqualTo(16);
        assertThat(call("authorization: bearer sg_cap_typo").status()).isEqualTo(16);
        assertThat(call("authorization: bearer " + revoked.value()).status()).isEqualTo(16);
        assertThat(upstream.handshakes()).isEmpty();
    }

    @Test
    void beyond_capabilities_it_is_denied_and_beyond_limits_exhausted() {
        Minted elsewhere = gateway.mint.token("POST /other.API/*");
        Minted limited = gateway.mint.token(List.of(new RateLimit(1, Duration.ofHours(1), 1)), "POST /users.API/*");

        assertThat(call("authorization: bearer " + elsewhere.value()).status()).isEqualTo(7);
        assertThat(call("authorization: bearer " + limited.value()).status()).isZero();
        assertThat(call("authorization: bearer " + limited.value()).status()).isEqualTo(8);
    }

    @Test
    void an_open_call_keeps_its_place_among_those_in_flight() throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "POST /users.API/*");
        String credential = "authorization: bearer " + token.value();
        GrpcCaller open =
                GrpcCaller.open(gateway.port(), LIST).send((credential + "\r\n").getBytes(StandardCharsets.US_ASCII));
        upstream.firstMessages().take();

        assertThat(call(credential).status()).isEqualTo(8);
        open.send(new byte[] {1});
        assertThat(open.heard().status()).isZero();
        Awaitility.await().until(() -> call(credential).status() == 0);
    }

    @Test
    void two_different_credentials_are_refused_wherever_they_stand() {
        Minted one = gateway.mint.token("POST /users.API/*");
        Minted other = gateway.mint.token("POST /users.API/*");

        Heard twoLines = call("authorization: bearer " + one.value(), "authorization: bearer " + other.value());
        Heard headerToo = GrpcCaller.open(gateway.port(), LIST, "Authorization", "Bearer " + other.value())
                .call("authorization: bearer " + one.value())
                .heard();
        Heard headerAlone = GrpcCaller.open(gateway.port(), LIST, "Authorization", "Bearer " + other.value())
                .call()
                .heard();

        assertThat(twoLines.status()).isEqualTo(3);
        assertThat(headerToo.status()).isEqualTo(3);
        assertThat(headerAlone.status()).isZero();
    }

    private static List<DecisionEvent> eventsOf(Minted token) {
        return new AuditStream(gateway.mint.redis())
                .decisions(null, 100, null).toCompletableFuture().join().entries().stream()
                        .filter(event -> token.record().id().equals(event.tokenId()))
                        .toList();
    }
}
