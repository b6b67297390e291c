package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.capability.Operation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an OpenAPI 3 document says of the operations of an API. References are not followed: nothing else is read than the
 * document.
 *
 * @param prefix what stands before all its paths
 * @param notes what could not be taken over as it stands, in words
 */
record OpenApiDocument(String title, String prefix, List<Operation> operations, List<String> notes) {

    private static final int MOST_OPERATIONS = 5_000;

    OpenApiDocument {
        operations = List.copyOf(operations);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a document.
     *
     * @param prefix what stands before its paths; null for the path of its first server
     */
    static OpenApiDocument read(String api, DocumentText text, @Nullable String prefix) {
        OpenAPI document = parse(text);
        if (document.getPaths() == null || document.getPaths().isEmpty()) {
            throw RefusedException.invalid("an OpenAPI document needs 'paths', but has none");
        }
        int listed = document.getPaths().values().stream()
                .mapToInt(path -> path.readOperationsMap().size())
                .sum();
        if (listed > MOST_OPERATIONS) {
            throw unusual(listed);
        }
        String before = prefix == null ? serverPath(document) : checked(prefix);
        OpenApiOperations operations = new OpenApiOperations(api, before);
        document.getPaths().forEach(operations::add);
        List<Operation> found = operations.operations();
        if (found.isEmpty()) {
            throw unusual(0);
        }
        return new OpenApiDocument(title(document), before, found, operations.notes());
    }

    private static RefusedException unusual(int operations) {
        return RefusedException.invalid(
                "an OpenAPI document must have from 1 to " + MOST_OPERATIONS + " operations, but has " + operations);
    }

    private static OpenAPI parse(DocumentText text) {
        ParseOptions options = new ParseOptions();
        options.setResolve(false);
        SwaggerParseResult result;
        try {
            result = new OpenAPIV3Parser().readContents(text.text(), List.of(), options);
        } catch (RuntimeException e) {
            throw RefusedException.invalid("a document must be OpenAPI 3, but could not be read as such");
        }
        OpenAPI document = result.getOpenAPI();
        if (document == null
                || document.getOpenapi() == null
                || !document.getOpenapi().startsWith("3.")) {
            String why = result.getMessages() == null || result.getMessages().isEmpty()
                    ? ""
                    : ": " + result.getMessages().getFirst();
            throw RefusedException.invalid("a document must be OpenAPI 3 ('openapi: 3.…'), but is not" + why);
        }
        return document;
    }

    private static String title(OpenAPI document) {
        String title = document.getInfo() == null ? null : document.getInfo().getTitle();
        return title == null || title.isBlank() ? "untitled" : OpenApiOperations.line(title);
    }

    /** The path of the first server, where it stands in the document without variables. */
    private static String serverPath(OpenAPI document) {
        List<Server> servers = document.getServers();
        String url =
                servers == null || servers.isEmpty() ? null : servers.getFirst().getUrl();
        if (url == null || url.indexOf('{') >= 0) {
            return "";
        }
        try {
            String path = URI.create(url).getRawPath();
            return path == null || !path.startsWith("/") ? "" : trimmed(path);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String checked(String prefix) {
        if (!prefix.isEmpty() && !prefix.startsWith("/")) {
            throw RefusedException.invalid("a prefix must start with '/', but was '" + prefix + "'");
        }
        try {
            return prefix.isEmpty()
                    ? ""
                    : PathTemplate.parse(trimmed(prefix), "").pattern().toString();
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("prefix: " + e.getMessage());
        }
    }

    private static String trimmed(String path) {
        return path.replaceAll("/+$", "");
    }
}
