package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a document that is safe to hand to a parser: of bounded size and depth, and without YAML aliases, by which
 * a few lines can grow to gigabytes.
 */
record DocumentText(String text) {

    /** Longest document that is read, in bytes. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final int DEEPEST = 60;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    /** The text of a body or a file. */
    static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("a document must be written in UTF-8, but is not");
        }
    }

    static DocumentText of(String given) {
        String text = given.startsWith("\uFEFF") ? given.substring(1) : given;
        if (text.isBlank()) {
            throw refused("a document is required: paste one, or choose a file");
        }
        if (text.length() > MAX_BYTES) {
            throw new RefusedException(Refusal.of(
                    413, "body_too_large", "a document must have at most " + MAX_BYTES + " bytes, but has more"));
        }
        if (text.stripLeading().startsWith("{")) {
            vetJson(text);
        } else {
            vetYaml(text);
        }
        return new DocumentText(text);
    }

    private static void vetJson(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (!node.isObject()) {
                throw refused("a document must be a JSON object, but is another value");
            }
        } catch (JacksonException e) {
            throw refused("a document must be JSON or YAML, but is no JSON near line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        }
    }

    private static void vetYaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MAX_BYTES);
        int depth = 0;
        try {
            for (Event event : new Yaml(options).parse(new StringReader(text))) {
                depth += depthOf(event);
                if (event instanceof AliasEvent) {
                    throw refused("a document must not use YAML aliases, but has one near line "
                            + (event.getStartMark().getLine() + 1));
                }
                if (depth > DEEPEST) {
                    throw refused("a document must be nested at most " + DEEPEST + " deep, but is deeper");
                }
            }
        } catch (YAMLException e) {
            throw refused("a document must be JSON or YAML, but is neither: " + firstLine(e));
        }
    }

    private static int depthOf(Event event) {
        return switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
        };
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }

    private static RefusedException refused(String why) {
        return RefusedException.invalid(why);
    }
}
