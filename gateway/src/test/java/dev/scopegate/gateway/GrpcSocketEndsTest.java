package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.GrpcCaller.Heard;
import dev.scopegate.gateway.TokenMint.Minted;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How gRPC calls over WebSockets end when one side does not do its part. */
class GrpcSocketEndsTest extends GrpcInstallation {

    @Test
    void what_is_no_metadata_is_refused() {
        assertThat(GrpcCaller.open(gateway.port(), LIST)
                        .sendText("hello")
                        .heard()
                        .status())
                .isEqualTo(3);
        assertThat(GrpcCaller.open(gateway.port(), LIST)
                        .send(new byte[] {1})
                        .heard()
                        .status())
                .isEqualTo(3);
        assertThat(call("x: " + "y".repeat(17_000)).status()).isEqualTo(3);
    }

    /** What a frame may hold bounds what one client can make the gateway keep, before it is known and after. */
    @Test
    void a_frame_that_is_too_large_ends_the_call_and_not_the_gateway() throws Exception {
        Minted token = gateway.mint.token("POST /users.API/*");
        GrpcCaller unknown = GrpcCaller.open(gateway.port(), LIST).send(new byte[70_000]);
        GrpcCaller known = GrpcCaller.open(gateway.port(), LIST)
                .send(("authorization: bearer " + token.value() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        upstream.firstMessages().take();
        known.send(new byte[70_000]);

        assertThat(unknown.heard().closeCode()).isEqualTo(1009);
        assertThat(known.heard().closeCode()).isEqualTo(1009);
        assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo(LIST);
        assertThat(upstream.firstMessages()).isEmpty();
    }

    @Test
    void a_client_that_says_nothing_is_sent_away_before_and_after() {
        Minted token = gateway.mint.token("POST /users.API/*");
        Heard silent = GrpcCaller.open(gateway.port(), LIST).heard();
        Heard idle = GrpcCaller.open(gateway.port(), LIST)
                .send(("authorization: bearer " + token.value() + "\r\n").getBytes(StandardCharsets.US_ASCII))
                .heard();

        assertThat(silent.status()).isEqualTo(4);
        assertThat(idle.bytes()).contains("application/grpc");
        assertThat(idle.status()).isEqualTo(4);
    }

    @Test
    void an_upstream_that_is_not_there_or_will_not_upgrade_is_unavailable() {
        Minted token = gateway.mint.token("POST /down.API/*", "POST /users.API/*");
        String credential = "authorization: bearer " + token.value();

        Heard down = GrpcCaller.open(gateway.port(), "/down.API/List")
                .call(credential)
                .heard();
        Heard other = GrpcCaller.open(gateway.port(), "/users.API/NoSocket")
                .call(credential)
                .heard();

        assertThat(down.status()).isEqualTo(14);
        assertThat(down.closeCode()).isEqualTo(1000);
        assertThat(other.status()).isEqualTo(14);
    }

    @Test
    void a_client_that_hangs_up_ends_the_upstreams_side() throws Exception {
        Minted token = gateway.mint.token("POST /users.API/*");
        GrpcCaller caller = GrpcCaller.open(gateway.port(), LIST)
                .send(("authorization: bearer " + token.value() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        upstream.firstMessages().take();
        caller.abort();

        assertThat(upstream.ended().poll(1, TimeUnit.SECONDS)).isEqualTo(LIST);
    }

    @Test
    void revoking_ends_an_open_call() throws Exception {
        Minted token = gateway.mint.token("POST /users.API/*");
        GrpcCaller caller = GrpcCaller.open(gateway.port(), LIST)
                .send(("authorization: bearer " + token.value() + "\r\n").getBytes(StandardCharsets.US_ASCII));
        upstream.firstMessages().take();
        gateway.mint.revoke(token.record());

        Heard heard = caller.heard();
        assertThat(heard.status()).isEqualTo(16);
        assertThat(heard.closeCode()).isEqualTo(1008);
        assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo(LIST);
    }

    @Test
    void other_upgrades_are_refused_and_a_post_goes_the_ordinary_way() {
        Minted token = gateway.mint.token("POST /http.API/*", "GET /http.API/*");
        Answer upgrade =
                gateway.get("/http.API/List", token.bearer(), "Upgrade: websocket", "Sec-WebSocket-Protocol: chat");
        Answer post = gateway.send("POST /http.API/List HTTP/1.1", token.bearer(), "Content-Length: 0");

        assertThat(upgrade.status()).isEqualTo(403);
        assertThat(post.status()).isEqualTo(200);
    }
}
