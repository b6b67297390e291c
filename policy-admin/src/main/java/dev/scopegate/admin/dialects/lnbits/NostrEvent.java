package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.wire.nostr.SchnorrSignatures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A signed Nostr event (NIP-01). */
record NostrEvent(
        String id,
        String publicKey,
        long createdAt,
        long kind,
        List<List<String>> tags,
        String content,
        String signature) {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    /**
     * Reads an event.
     *
     * @throws RefusedException where a member is missing or of another type
     */
    static NostrEvent of(Body body) {
        return new NostrEvent(
                body.text("id"),
                body.text("pubkey"),
                body.number("created_at"),
                body.number("kind"),
                body.table("tags"),
                body.text("content"),
                body.text("sig"));
    }

    /** Reads the member {@code nostr_event}: the event itself, or its JSON as a string. */
    static NostrEvent in(Body body) {
        if (!body.has("nostr_event")) {
            throw RefusedException.invalid("'nostr_event' is required");
        }
        try {
            Body event = body.isText("nostr_event")
                    ? Body.parse(body.text("nostr_event").getBytes(StandardCharsets.UTF_8))
                    : body.optionalObject("nostr_event");
            return of(Objects.requireNonNull(event));
        } catch (RefusedException e) {
            throw unreadable();
        }
    }

    static RefusedException unreadable() {
        return RefusedException.invalid("Nostr login event cannot be parsed.");
    }

    /** Whether its id is that of its content, and its key signed it. */
    boolean isGenuine() {
        boolean wellFormed = HASH.matcher(id).matches()
                && HASH.matcher(publicKey).matches()
                && SIGNATURE.matcher(signature).matches();
        return wellFormed
                && id.equals(sha256(serialised().getBytes(StandardCharsets.UTF_8)))
                && SchnorrSignatures.verify(hex(publicKey), hex(id), hex(signature));
    }

    boolean has(String name) {
        return tags.stream().anyMatch(tag -> !tag.isEmpty() && tag.getFirst().equals(name));
    }

    /** The value of the first tag of that name. */
    Optional<String> tag(String name) {
        return tags.stream()
                .filter(tag -> !tag.isEmpty() && tag.getFirst().equals(name))
                .findFirst()
                .filter(tag -> tag.size() > 1)
                .map(tag -> tag.get(1));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /** The text that the id is the hash of; written by hand, since JSON writers differ in what they escape. */
    private String serialised() {
        StringBuilder out = new StringBuilder("[0,");
        quote(publicKey, out);
        out.append(',').append(createdAt).append(',').append(kind).append(",[");
        String separator = "";
        for (List<String> tag : tags) {
            out.append(separator).append('[');
            separator = ",";
            for (int i = 0; i < tag.size(); i++) {
                out.append(i == 0 ? "" : ",");
                quote(tag.get(i), out);
            }
            out.append(']');
        }
        out.append("],");
        quote(content, out);
        return out.append(']').toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
