package dev.scopegate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import dev.scopegate.wire.key.Ed25519Key;
import dev.scopegate.wire.key.Ed25519Seed;
import dev.scopegate.wire.key.Multibase;
import dev.scopegate.wire.textile.ApiKeySignature;
import dev.scopegate.wire.textile.TokenMessages;
import dev.scopegate.wire.textile.TokenMessages.Request;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TextileTest {

    private static final JsonNode VECTORS = Vectors.read("textile-identities");
    private static final HexFormat HEX = HexFormat.of();

    static List<Arguments> identities() {
        return Vectors.cases(VECTORS.get("identities"));
    }

    static List<Arguments> badSignatures() {
        return Vectors.cases(VECTORS.get("badSignatures"));
    }

    static List<Arguments> publicKeyStrings() {
        return Vectors.cases(VECTORS.get("publicKeyStrings"));
    }

    static List<Arguments> apiSignatures() {
        return Vectors.cases(VECTORS.get("apiSignatures"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("identities")
    void an_identity_is_its_key_its_signature_and_its_frames(String name, JsonNode vector) {
        Ed25519Seed seed = Ed25519Seed.of(bytes(vector, "seed"));
        Ed25519Key key = Ed25519Key.parse(text(vector, "publicKeyString")).orElseThrow();
        byte[] challenge = bytes(vector, "challenge");
        byte[] signature = bytes(vector, "signature");

        assertThat(seed.publicKey()).isEqualTo(key);
        assertThat(key.text()).isEqualTo(text(vector, "publicKeyString"));
        assertThat(key.verifies(challenge, signature)).isTrue();
        assertThat(seed.sign(challenge)).isEqualTo(signature);

        JsonNode frames = vector.get("frames");
        assertThat(requestIn(frames, "request1_key")).contains(new Request.Key(key.text()));
        assertThat(requestIn(frames, "request2_signature").orElseThrow())
                .isInstanceOfSatisfying(
                        Request.Signature.class,
                        sent -> assertThat(sent.bytes()).isEqualTo(signature));
        assertThat(GrpcFrames.data(TokenMessages.challenge(challenge))).isEqualTo(bytes(frames, "reply1_challenge"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSignatures")
    void what_another_key_or_text_gave_is_no_signature(String name, JsonNode vector) {
        boolean verifies = Ed25519Key.parse(text(vector, "publicKeyString"))
                .filter(key -> key.verifies(bytes(vector, "challenge"), bytes(vector, "signature")))
                .isPresent();

        assertThat(verifies).isEqualTo(vector.get("accept").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publicKeyStrings")
    void a_key_has_one_form_whatever_base_it_came_in(String name, JsonNode vector) {
        Optional<String> read = Ed25519Key.parse(text(vector, "string")).map(Ed25519Key::text);

        assertThat(read.isPresent()).isEqualTo(vector.get("accept").asBoolean());
        read.ifPresent(text -> assertThat(text).isEqualTo(text(vector, "normalised")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apiSignatures")
    void a_call_is_signed_with_the_clients_secret(String name, JsonNode vector) {
        byte[] secret = Multibase.decode(text(vector, "secret")).orElse(new byte[0]);
        java.time.Instant now = java.time.Instant.parse("2026-11-24T00:00:00Z");
        boolean genuine = ApiKeySignature.isGenuine(secret, text(vector, "msg"), text(vector, "sig"))
                && ApiKeySignature.expiry(text(vector, "msg"))
                        .filter(now::isBefore)
                        .isPresent();

        assertThat(genuine).isEqualTo(vector.get("accept").asBoolean());
    }

    @Test
    void a_reply_holds_the_token() {
        JsonNode token = VECTORS.get("token");

        assertThat(GrpcFrames.data(TokenMessages.token(text(token, "jwt")))).isEqualTo(bytes(token, "reply2_token"));
    }

    @Test
    void trailers_say_how_a_call_ended() {
        assertThat(new String(GrpcFrames.trailers(GrpcStatus.UNAUTHENTICATED, "50% né"), StandardCharsets.ISO_8859_1))
                .isEqualTo("\u0080\0\0\0.grpc-message: 50%25 n%C3%A9\r\ngrpc-status: 16\r\n");
    }

    @Test
    void metadata_keeps_its_order_and_loses_what_is_taken_out() {
        byte[] sent = "host: http://a\r\nX-Key: 1\r\nauthorization: bearer t\r\n".getBytes(StandardCharsets.US_ASCII);
        GrpcMetadata metadata = GrpcMetadata.parse(sent).orElseThrow();

        assertThat(metadata.bytes()).isEqualTo(sent);
        assertThat(metadata.first("x-key")).contains("1");
        assertThat(metadata.without(Set.of("Authorization"))
                        .with("x-scopegate-subject", "a")
                        .bytes())
                .asString()
                .isEqualTo("host: http://a\r\nX-Key: 1\r\nx-scopegate-subject: a\r\n");
        assertThat(metadata.withoutPrefix("x-").all("x-key")).isEmpty();
        assertThat(metadata.toString()).doesNotContain("bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no colon", ": no name", "a b: c", "a: b\nc: d", "a: \u0000"})
    void what_is_no_metadata_is_refused(String text) {
        assertThat(GrpcMetadata.parse(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0000000000", "000000000001", "00000000000a0a", "0100000000000a00"})
    void what_is_no_whole_frame_is_refused(String hex) {
        assertThat(GrpcFrames.requestOf(HEX.parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0a", "0a05", "0a0161ff", "1a0161", "0aff", "0affff01"})
    void what_is_no_request_is_refused(String hex) {
        assertThat(TokenMessages.parseRequest(HEX.parseHex(hex))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b1", "bA", "Bme", "zI0", "fA", "Fa", "f1", "bab", "mYQ==", "x", "b a"})
    void what_is_no_multibase_is_refused(String text) {
        assertThat(Multibase.decode(text)).isEmpty();
    }

    private static Optional<Request> requestIn(JsonNode frames, String name) {
        return GrpcFrames.requestOf(bytes(frames, name)).flatMap(TokenMessages::parseRequest);
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }

    private static byte[] bytes(JsonNode node, String name) {
        return HEX.parseHex(text(node, name));
    }
}
