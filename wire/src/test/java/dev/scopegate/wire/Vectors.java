package dev.scopegate.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the systems' own libraries made or sent, and the answer that is wanted: the tables that all modules' tests run. */
public final class Vectors {

    private Vectors() {}

    public static JsonNode read(String name) {
        try (InputStream file = Vectors.class.getResourceAsStream("/vectors/" + name + ".json")) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each entry of a table under its name. */
    public static List<Arguments> cases(JsonNode array) {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode each : array) {
            cases.add(Arguments.of(each.path("name").asString(""), each));
        }
        return cases;
    }
}
