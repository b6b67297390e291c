package dev.scopegate.admin.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON object that a request sent, read member by member: what has the wrong type is refused, never converted. */
public final class Body {

    /** Longest body that is parsed, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final int LONGEST_NUMBER = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(32).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode node;
    private final String where;

    private Body(JsonNode node, String where) {
        this.node = node;
        this.where = where;
    }

    /** Reads one JSON object. */
    public static Body parse(byte[] bytes) {
        try {
            return object(MAPPER.readTree(bytes), "");
        } catch (JacksonException e) {
            throw RefusedException.invalid("body must be one JSON object, but could not be read as one");
        }
    }

    private static Body object(JsonNode node, String where) {
        if (!node.isObject()) {
            throw RefusedException.invalid(
                    (where.isEmpty() ? "body" : where) + " must be a JSON object, but was " + kind(node));
        }
        return new Body(node, where.isEmpty() ? "" : where + ".");
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether the member is a string. */
    public boolean isText(String name) {
        return node.path(name).isString();
    }

    public String text(String name) {
        String value = optionalText(name);
        if (value == null) {
            throw RefusedException.invalid("'" + where + name + "' is required");
        }
        return value;
    }

    public @Nullable String optionalText(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw wrong(name, "a string", value);
        }
        return value.stringValue();
    }

    /** A string, or a number as a string: some clients send either. */
    public @Nullable String optionalScalar(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        boolean tooLarge = value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
        if (!value.isNumber() || tooLarge || value.asString().length() > LONGEST_NUMBER) {
            throw wrong(name, "a string or a number", value);
        }
        return value.decimalValue().toPlainString();
    }

    /** A truth value, and which one counts where the member is missing. */
    public boolean truth(String name, boolean otherwise) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    public long number(String name) {
        Long value = optionalNumber(name);
        if (value == null) {
            throw RefusedException.invalid("'" + where + name + "' is required");
        }
        return value;
    }

    public @Nullable Long optionalNumber(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number", value);
        }
        return value.longValue();
    }

    public @Nullable Boolean optionalFlag(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    public @Nullable Body optionalObject(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : object(value, where + name);
    }

    /** The objects of an array; null where the member is missing. */
    public @Nullable List<Body> optionalObjects(String name) {
        JsonNode array = optionalArray(name);
        if (array == null) {
            return null;
        }
        List<Body> objects = new ArrayList<>();
        for (JsonNode each : array) {
            objects.add(object(each, where + name + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** The strings of an array; null where the member is missing. */
    public @Nullable List<String> optionalTexts(String name) {
        JsonNode array = optionalArray(name);
        if (array == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : array) {
            if (!each.isString()) {
                throw wrong(name, "an array of strings", each);
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    /** The rows of an array of arrays of strings. */
    public List<List<String>> table(String name) {
        JsonNode array = optionalArray(name);
        if (array == null) {
            throw RefusedException.invalid("'" + where + name + "' is required");
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode row : array) {
            if (!row.isArray() || !row.valueStream().allMatch(JsonNode::isString)) {
                throw wrong(name, "an array of arrays of strings", row);
            }
            rows.add(row.valueStream().map(JsonNode::stringValue).toList());
        }
        return rows;
    }

    /** The names of all members. */
    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    private @Nullable JsonNode optionalArray(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            throw wrong(name, "an array", value);
        }
        return value;
    }

    private RefusedException wrong(String name, String expected, JsonNode value) {
        return RefusedException.invalid("'" + where + name + "' must be " + expected + ", but was " + kind(value));
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Bodies hold passwords and tokens: none is ever printed. */
    @Override
    public String toString() {
        return "Body[" + node.size() + " members]";
    }
}
