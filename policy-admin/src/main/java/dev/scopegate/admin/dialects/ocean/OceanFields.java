package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.http.Body;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ocean.OceanNonce;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a signed request to a provider: its query, or the JSON body of one that has no query. Everything that is
 * wrong with them is told at once.
 */
final class OceanFields {

    private static final Instant YEAR_10000 = Instant.ofEpochSecond(253_402_300_800L);
    private static final int LONGEST_SECONDS = 18;

    private final Map<String, List<String>> query;
    private final @Nullable Body body;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    OceanFields(Map<String, List<String>> query, Optional<Body> body) {
        this.query = query;
        this.body = query.isEmpty() ? body.orElse(null) : null;
    }

    /** An address, as its client wrote it: so it was signed. */
    String address(String name) {
        String text = required(name);
        if (!text.isEmpty() && EthereumAddress.parse(text).isEmpty()) {
            complain(name, "The " + name + " must be an Ethereum address.");
        }
        return text;
    }

    String nonce() {
        String text = required("nonce");
        if (!text.isEmpty() && !OceanNonce.isUsable(text)) {
            complain("nonce", "The nonce must be a number.");
        }
        return text;
    }

    String signature() {
        String text = required("signature");
        if (text.isEmpty()) {
            complain("signature", "Invalid signature provided. Please check the nonce or documentId.");
        }
        return text;
    }

    /** A time to come, in seconds since 1970. */
    Instant expiration(Instant now) {
        String text = required("expiration");
        if (text.isEmpty()) {
            return now;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            complain("expiration", "The expiration must be an integer.");
            return now;
        }
        Instant end = text.length() > LONGEST_SECONDS ? YEAR_10000 : Instant.ofEpochSecond(Long.parseLong(text));
        if (!end.isAfter(now) || !end.isBefore(YEAR_10000)) {
            complain("expiration", "Invalid timestamp provided.");
        }
        return end;
    }

    String required(String name) {
        List<String> values = values(name);
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            complain(name, "The " + name + " field is required.");
            return "";
        }
        if (values.size() > 1) {
            complain(name, "The " + name + " field may be given once.");
        }
        return values.getFirst();
    }

    /** Ends the reading: nothing is done for a request with a field that is wrong. */
    void refuseWrong() {
        if (!errors.isEmpty()) {
            throw new InvalidFieldsException(errors);
        }
    }

    private List<String> values(String name) {
        if (body == null) {
            return query.getOrDefault(name, List.of());
        }
        String value = body.optionalScalar(name);
        return value == null ? List.of() : List.of(value);
    }

    private void complain(String field, String text) {
        errors.computeIfAbsent(field, name -> new ArrayList<>()).add(text);
    }
}
