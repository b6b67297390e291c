package dev.scopegate.gateway.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The parameters of a body that is one JSON object. */
final class JsonParameters {

    private static final int DEEPEST = 32;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonParameters() {}

    /** Whether any server would read the body as JSON. */
    static boolean isSaid(HttpHeaders headers) {
        return headers.getOrEmpty(HttpHeaders.CONTENT_TYPE).stream().anyMatch(JsonParameters::isJson);
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || type.endsWith("+json");
    }

    /**
     * Those of the given names, where {@code a.b} is a member of a member; nothing where servers could read them in
     * different ways.
     */
    static Optional<Map<String, String>> read(byte[] body, Collection<String> names) {
        try {
            JsonNode root = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
            return read(root, names);
        } catch (CharacterCodingException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> read(JsonNode root, Collection<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String name : names) {
            Optional<String> value = value(root, List.of(name.split("\\.")));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            found.put(name, value.get());
        }
        return Optional.of(found);
    }

    /** Empty text for what is not there, nothing for what is no text. */
    private static Optional<String> value(JsonNode root, List<String> path) {
        JsonNode node = root;
        for (String member : path) {
            if (!node.isObject()) {
                return Optional.empty();
            }
            JsonNode next = node.get(member);
            if (next == null || next.isNull()) {
                return Optional.of("");
            }
            node = next;
        }
        return node.isString() || node.isNumber() ? Optional.of(node.asString()) : Optional.empty();
    }
}
