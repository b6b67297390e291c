package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.wire.EthereumWallet;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signature may stand in a JSON body, which goes on as it came. */
class OceanSignedBodiesTest {

    private static final String COMPUTE = "/api/services/compute";
    private static final String DECRYPT = "/api/services/decrypt";

    private static RunningGateway gateway;

    private OceanCaller caller;

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
        caller = OceanCaller.known(gateway);
        gateway.upstream.forget();
    }

    @Test
    void a_body_goes_on_byte_for_byte() {
        String body = start("17", "\"job\\u0031\"", " ,\n\t\"\u00c3\u00bc\" : [1.50, true] ");

        Answer answer = post(COMPUTE, body);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last())
                .startsWith("POST /api/services/compute HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nContent-Length: " + body.length() + "\r\n")
                .containsIgnoringCase("X-Scopegate-Subject: " + caller.account())
                .endsWith("\r\n\r\n" + body);
        assertThat(post(COMPUTE, body).status()).isEqualTo(401);
    }

    @Test
    void so_does_a_chunked_one() {
        String body = start("17", "\"job1\"", "");
        int half = body.length() / 2;
        String chunks = chunk(body.substring(0, half)) + chunk(body.substring(half)) + "0\r\n\r\n";

        Answer answer = gateway.sendRaw("POST " + COMPUTE + " HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last().replaceAll("\r\n[0-9a-f]+\r\n", "")).contains(body);
    }

    @Test
    void a_number_is_signed_as_it_is_written() {
        String text = "0xdata" + caller.address() + "8996" + "18";
        String body = "{\"dataNftAddress\":\"0xdata\",\"transactionId\":null,\"decrypterAddress\":\"" + caller.address()
                + "\",\"chainId\":8996,\"nonce\":18,\"signature\":\""
                + caller.wallet().sign(text) + "\"}";

        assertThat(post(DECRYPT, body).status()).isEqualTo(200);
    }

    @Test
    void what_was_signed_is_what_is_asked() {
        String body = start("17", "\"job1\"", "").replace("did:op:1", "did:op:2");

        assertThat(post(COMPUTE, body).status()).isEqualTo(401);
    }

    @Test
    void jobs_are_stopped_by_query_or_by_body() {
        String signature = caller.wallet().sign(caller.address() + "job1" + "20");
        String more = caller.wallet().sign(caller.address() + "job1" + "21");

        Answer byQuery = gateway.send(
                "PUT " + COMPUTE + "?jobId=job1&nonce=20&consumerAddress=" + caller.address() + "&signature="
                        + signature + " HTTP/1.1",
                "Content-Type: application/json",
                "Content-Length: 0");
        Answer byBody = send(
                "DELETE",
                COMPUTE,
                "application/json; charset=utf-8",
                "{\"signature\":\"" + more + "\",\"consumerAddress\":\"" + caller.address()
                        + "\",\"nonce\":\"21\",\"jobId\":\"job1\"}");

        assertThat(byQuery.status()).isEqualTo(200);
        assertThat(byBody.status()).isEqualTo(200);
    }

    @Test
    void clients_that_announce_json_and_send_none_are_served() {
        Answer signed = gateway.get(caller.download("1"), "Content-Type: application/json");
        Minted token = gateway.mint.tokenOf(caller.identity(), "* /api/services/**");
        Answer unsigned = gateway.get(
                "/api/services/download?consumerAddress=" + caller.address(),
                "Content-Type: application/json",
                "AuthToken: " + token.value());

        assertThat(signed.status()).isEqualTo(200);
        assertThat(unsigned.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON;x=y", "application/vnd.ocean+json"})
    void a_token_speaks_for_its_own_address_only(String type) {
        Minted token = gateway.mint.tokenOf(caller.identity(), "* /api/services/**");
        String own = "{\"consumerAddress\":\"" + caller.address() + "\",\"nonce\":1,\"signature\":\"\"}";
        String other = own.replace(caller.address(), new EthereumWallet().address());

        assertThat(send("POST", COMPUTE, type, own, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", COMPUTE, type, other, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(403);
        assertThat(send("POST", COMPUTE + "?x=1", type, other, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(400);
        assertThat(send("GET", "/api/services/download", type, other, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nonce\":1,\"nonce\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"nonce\":1}{}",
                "{\"nonce\":1",
                "[]",
                "{\"consumerAddress\":[\"0x1\"]}",
                "{\"dataset\":\"did\"}",
                "{\"signature\":true}",
                "{'nonce':1}",
                "\u00ef\u00bb\u00bf{}",
                "\u00ff\u00fe{\u0000}\u0000",
                "\u001f\u008b",
                " "
            })
    void what_can_be_read_in_two_ways_is_refused(String body) {
        Minted token = gateway.mint.tokenOf(caller.identity(), "* /api/services/**");

        Answer answer = send("POST", COMPUTE, "application/json", body, "AuthToken: " + token.value());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the parameters cannot be read in exactly one way\"}");
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void a_body_that_is_nested_deeply_is_refused() {
        String deep = "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}";
        String less = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}";
        Minted token = gateway.mint.token("* /api/services/**");

        assertThat(post(COMPUTE, deep, "AuthToken: " + token.value()).status()).isEqualTo(400);
        assertThat(post(COMPUTE, less, "AuthToken: " + token.value()).status()).isEqualTo(200);
    }

    @Test
    void a_body_has_a_largest_size() {
        Minted token = gateway.mint.token("* /api/services/**");
        String largest = "{\"a\":\"" + "x".repeat(65_536 - 8) + "\"}";
        String larger = "{\"a\":\"" + "x".repeat(65_536 - 7) + "\"}";
        String head = "POST " + COMPUTE + " HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\n";

        Answer enough = post(COMPUTE, largest, "AuthToken: " + token.value());
        Answer announced = gateway.sendRaw(head + "Content-Length: 65537\r\n\r\n{");
        Answer sent = gateway.sendRaw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk(larger) + "0\r\n\r\n");

        assertThat(enough.status()).isEqualTo(200);
        assertThat(announced.status()).isEqualTo(413);
        assertThat(sent.status()).isEqualTo(413);
    }

    @Test
    void other_bodies_are_not_looked_at() {
        Minted token = gateway.mint.token("* /api/services/**");
        String large = "x".repeat(100_000);

        assertThat(send("POST", COMPUTE, "text/plain", large, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(200);
        assertThat(post("/api/services/encrypt", large, "AuthToken: " + token.value())
                        .status())
                .isEqualTo(200);
    }

    /** The start of a job. */
    private String start(String nonce, String jobId, String more) {
        String signature = caller.wallet().sign(caller.address() + "job1" + "did:op:1" + nonce);
        return "{\"dataset\": {\"documentId\":\"did:op:1\"},\"jobId\":" + jobId + ",\"consumerAddress\":\""
                + caller.address() + "\",\"nonce\":\"" + nonce + "\",\"signature\":\"" + signature + "\"" + more + "}";
    }

    private static Answer post(String target, String body, String... headers) {
        return send("POST", target, "application/json", body, headers);
    }

    private static Answer send(String method, String target, String type, String body, String... headers) {
        StringBuilder more = new StringBuilder();
        for (String header : headers) {
            more.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
        return gateway.sendRaw(method + " " + target + " HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n"
                + "Content-Type: " + type + "\r\n" + more + "Content-Length: " + length + "\r\n\r\n" + body);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
