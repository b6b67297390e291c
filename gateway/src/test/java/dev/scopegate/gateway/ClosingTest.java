package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What a client reads that is still sending when its connection is closed. */
class ClosingTest extends GrpcInstallation {

    private static final int FRAME = 1_000_000;
    private static final byte[] TOO_BIG = {1009 >> 8, (byte) 1009};

    @RepeatedTest(10)
    void the_close_frame_reaches_a_client_in_the_middle_of_a_frame() throws IOException {
        try (Socket socket = opened()) {
            socket.getOutputStream().write(new byte[FRAME]);

            assertThat(Arrays.copyOfRange(socket.getInputStream().readAllBytes(), 2, 4))
                    .isEqualTo(TOO_BIG);
        }
    }

    @Test
    void a_client_that_never_ends_is_waited_for_a_moment_only() throws IOException {
        try (Socket socket = opened()) {
            Instant begun = Instant.now();
            assertThat(socket.getInputStream().read()).isEqualTo(0x88);
            Instant limit = begun.plusSeconds(5);
            while (sends(socket) && Instant.now().isBefore(limit)) {
                Thread.onSpinWait();
            }
            assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
        }
    }

    private static boolean sends(Socket socket) {
        try {
            socket.getOutputStream().write(new byte[1024]);
            return true;
        } catch (IOException reset) {
            return false;
        }
    }

    /** After the handshake, and the head of a frame that is larger than any may be. */
    private static Socket opened() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeBytes(
                "GET " + LIST + " HTTP/1.1\r\nHost: gateway.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Protocol: grpc-websockets\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
        out.write(new byte[] {(byte) 0x82, (byte) 0xFF});
        out.writeLong(FRAME);
        out.writeInt(0);
        return socket;
    }
}
