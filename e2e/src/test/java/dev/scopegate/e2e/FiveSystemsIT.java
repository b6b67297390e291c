package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.e2e.FiveSystems.Held;
import dev.scopegate.wire.Ear;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One revocation, whichever system the token is of: from its answer on the token is none, on every gateway. */
@Tag("measures")
class FiveSystemsIT {

    private static final int GATEWAYS = 3;

    private static Installation scopegate;

    @BeforeAll
    static void start() {
        scopegate = Installation.ofThree();
    }

    /** The token is warm in every gateway's memory, and nothing is tried twice: the very next call is refused. */
    @ParameterizedTest
    @EnumSource
    void a_token_is_accepted_everywhere_and_from_its_revocation_on_nowhere(FiveSystems system) {
        Held held = system.issue(scopegate);
        assertThat(everywhere(held)).containsExactly(system.accepted(), system.accepted(), system.accepted());

        HttpResponse<String> revocation = revoke(held.id());
        List<String> after = everywhere(held);

        assertAcknowledgedByAll(revocation);
        assertThat(after).containsExactly(system.refused(), system.refused(), system.refused());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void an_open_hopr_socket_of_a_revoked_token_is_closed_on_whichever_gateway_it_is_open(int index) throws Exception {
        String token = FiveSystems.hoprToken(scopegate, "messagesWebsocket");
        String id = FiveSystems.hoprId(scopegate, token);
        Ear ear = Ear.open(messages(index, token));
        assertThat(ear.heard()).isEqualTo(SocketUpstream.GREETING);

        long began = System.nanoTime();
        HttpResponse<String> revocation = revoke(id);
        int code = ear.awaitClose();
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertAcknowledgedByAll(revocation);
        assertThat(code).isEqualTo(1008);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    private static List<String> everywhere(Held held) {
        return IntStream.range(0, GATEWAYS)
                .mapToObj(gateway -> held.use().through(scopegate.gateway(gateway)))
                .toList();
    }

    private static HttpResponse<String> revoke(String id) {
        return new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN).delete("/api/v1/tokens/" + id);
    }

    private static void assertAcknowledgedByAll(HttpResponse<String> revocation) {
        assertThat(revocation.statusCode()).as(revocation.body()).isEqualTo(200);
        assertThat(Caller.member(revocation.body(), "gateways")).isEqualTo("3");
        assertThat(Caller.member(revocation.body(), "of")).isEqualTo("3");
    }

    private static URI messages(int gateway, String token) {
        String base = scopegate.gateway(gateway).toString().replace("http", "ws");
        return URI.create(base + SocketUpstream.MESSAGES + "/?apiToken=" + token);
    }
}
