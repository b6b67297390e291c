package dev.scopegate.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import dev.scopegate.wire.nostr.SchnorrSignatures;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SignaturesTest {

    static List<Arguments> ethereum() {
        return Vectors.cases(Vectors.read("ocean-signatures").get("cases"));
    }

    /** Those with something that could be a signature. */
    static List<Arguments> nostr() {
        return Vectors.cases(Vectors.read("nip98-events").get("cases")).stream()
                .filter(arguments -> {
                    JsonNode event = ((JsonNode) arguments.get()[1]).get("event");
                    return event.has("id") && event.has("sig");
                })
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ethereum")
    void an_ethereum_signature_tells_its_signer_or_is_none(String name, JsonNode vector) {
        String address = vector.get("address").asString();
        String text = address + vector.get("nonce").asString();

        boolean signed = EthereumSignature.parse(vector.get("signature").asString())
                .flatMap(signature -> signature.signerOfHash(text))
                .equals(EthereumAddress.parse(address));

        assertThat(signed).isEqualTo(vector.get("accept").asBoolean());
    }

    /** The example of ethers' documentation could change; this one was made by ethers 6 and viem alike. */
    @Test
    void a_message_signed_as_it_stands_tells_its_signer() {
        JsonNode vector = Vectors.read("ocean-signatures")
                .get("cases")
                .valueStream()
                .filter(each -> each.get("name").asString().startsWith("personal_sign of the text itself"))
                .findFirst()
                .orElseThrow();

        assertThat(EthereumSignature.parse(vector.get("signature").asString())
                        .flatMap(signature -> signature.signerOfMessage(
                                vector.get("signedText").asString())))
                .isEqualTo(EthereumAddress.parse(vector.get("address").asString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nostr")
    void a_nostr_event_is_signed_by_its_key_or_is_not(String name, JsonNode vector) {
        JsonNode event = vector.get("event");
        boolean genuine =
                SchnorrSignatures.verify(bytes(event.get("pubkey")), bytes(event.get("id")), bytes(event.get("sig")));

        // What is wrong with an event's id, its spelling or its form shows elsewhere than in the signature.
        assertThat(genuine)
                .isEqualTo(vector.get("nostrToolsVerifyEvent").asBoolean()
                        || List.of(
                                        "id does not match content",
                                        "pubkey upper case hex",
                                        "kind missing",
                                        "created_at as string")
                                .contains(name));
    }

    @Test
    void odd_lengths_and_points_off_the_curve_are_no_signatures() {
        byte[] zeros = new byte[32];

        assertThat(SchnorrSignatures.verify(zeros, zeros, new byte[64])).isFalse();
        assertThat(SchnorrSignatures.verify(new byte[33], zeros, new byte[64])).isFalse();
        assertThat(SchnorrSignatures.verify(zeros, zeros, new byte[63])).isFalse();
        assertThat(EthereumAddress.parse("0x12")).isEmpty();
        assertThat(EthereumAddress.parse("07C1C6AA38EcdF52e304e92796d9c1D6eE0A5db4"))
                .isEmpty();
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asString());
    }
}
