package dev.scopegate.launcher.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What came back. */
record Answer(int status, String body, URI from) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(int status, String body, URI from) {
        return new Answer(status, body, from);
    }

    /** The answer where it is a good one. */
    Answer good() {
        return good(line -> "line " + line);
    }

    /**
     * The answer where it is a good one.
     *
     * @param lines names a line of what was sent
     */
    Answer good(IntFunction<String> lines) {
        if (status / 100 == 2) {
            return this;
        }
        JsonNode problem = problem();
        List<String> words = new ArrayList<>();
        String detail = problem.path("detail").asString("");
        words.add(detail.isEmpty() ? from + " answered with status " + status : Table.plain(detail));
        if (problem.hasNonNull("scope")) {
            words.add("enough would be: " + Table.plain(problem.path("scope").asString("")));
        }
        for (JsonNode error : problem.path("errors")) {
            words.add(Table.plain(lines.apply(error.path("line").asInt(0)) + ":"
                    + error.path("column").asInt(0) + ": "
                    + error.path("message").asString("") + at(error)));
        }
        throw new Failure(status == 401 || status == 403 ? Failure.DENIED : Failure.OTHER, String.join("\n  ", words));
    }

    private static String at(JsonNode error) {
        String at = error.path("at").asString("");
        return at.isEmpty() ? "" : " (" + at + ")";
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            throw new Failure(from + " must answer with JSON, but does not: is it a Scopegate? (--url, SCOPEGATE_URL)");
        }
    }

    private JsonNode problem() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    static String write(Object value) {
        return JSON.writeValueAsString(value);
    }

    static String pretty(JsonNode node) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }
}
