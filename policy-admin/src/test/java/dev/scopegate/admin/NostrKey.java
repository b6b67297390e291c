package dev.scopegate.admin;

import fr.acinq.secp256k1.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A Nostr key that signs events for requests (NIP-98). */
final class NostrKey {

    private final byte[] key = new byte[32];

    NostrKey() {
        new SecureRandom().nextBytes(key);
    }

    String identity() {
        return "nostr:" + publicKey();
    }

    private String publicKey() {
        return HexFormat.of().formatHex(Arrays.copyOfRange(Secp256k1.get().pubkeyCreate(key), 1, 33));
    }

    /** An event for a POST to this address, as JSON has it. */
    Map<String, Object> event(String url) {
        long now = Instant.now().getEpochSecond();
        String text =
                "[0,\"" + publicKey() + "\"," + now + ",27235,[[\"u\",\"" + url + "\"],[\"method\",\"POST\"]],\"\"]";
        byte[] id = sha256(text);
        return Map.of(
                "id", HexFormat.of().formatHex(id),
                "pubkey", publicKey(),
                "created_at", now,
                "kind", 27235,
                "tags", List.of(List.of("u", url), List.of("method", "POST")),
                "content", "",
                "sig", HexFormat.of().formatHex(Secp256k1.get().signSchnorr(id, key, null)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
