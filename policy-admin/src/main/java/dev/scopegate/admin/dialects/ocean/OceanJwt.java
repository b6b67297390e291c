package dev.scopegate.admin.dialects.ocean;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens in the form of Ocean's provider, byte for byte: HS256, the members in its order. */
final class OceanJwt {

    private static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"HS256\"}";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final byte[] key;

    OceanJwt(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a token says.
     *
     * @param address as its client wrote it
     * @param id of the token's record: it tells apart two tokens of one address that end at once; null for none
     */
    record Claims(
            Instant expiresAt, String address, @Nullable String id) {}

    String write(Claims claims) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("exp", claims.expiresAt().getEpochSecond());
        members.put("address", claims.address());
        if (claims.id() != null) {
            members.put("jti", claims.id());
        }
        String content = Base64URL.encode(HEADER) + "." + Base64URL.encode(JSON.writeValueAsBytes(members));
        return content + "." + signature(content);
    }

    /** What a token says that was written with this key, whether or not it has ended. */
    Optional<Claims> read(String token) {
        int end = token.lastIndexOf('.');
        int middle = token.indexOf('.');
        if (end <= middle || !Base64URL.encode(HEADER).toString().equals(token.substring(0, middle))) {
            return Optional.empty();
        }
        byte[] expected = signature(token.substring(0, end)).toString().getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, token.substring(end + 1).getBytes(StandardCharsets.UTF_8))
                ? claims(Base64URL.from(token.substring(middle + 1, end)).decode())
                : Optional.empty();
    }

    private static Optional<Claims> claims(byte[] payload) {
        try {
            JsonNode claims = JSON.readTree(payload);
            JsonNode exp = claims.path("exp");
            JsonNode address = claims.path("address");
            JsonNode id = claims.path("jti");
            return exp.isIntegralNumber() && exp.canConvertToLong() && address.isString()
                    ? Optional.of(new Claims(
                            Instant.ofEpochSecond(exp.longValue()),
                            address.stringValue(),
                            id.isString() ? id.stringValue() : null))
                    : Optional.empty();
        } catch (JacksonException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Base64URL signature(String content) {
        try {
            return new MACSigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.HS256), content.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of 32 characters or more signs by HS256", e);
        }
    }

    @Override
    public String toString() {
        return "OceanJwt[secret]";
    }
}
