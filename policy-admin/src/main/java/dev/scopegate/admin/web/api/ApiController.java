package dev.scopegate.admin.web.api;

import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what {@code /api-docs} tells programs, which is no secret. */
@Page
final class ApiController {

    private final OpenApiWebMvcResource document;

    ApiController(OpenApiWebMvcResource document) {
        this.document = document;
    }

    @Open
    @GetMapping("/ui/api")
    String show(HttpServletRequest request, Model model) throws IOException {
        byte[] json = document.openapiJson(request, "/api-docs", Locale.ROOT);
        model.addAttribute("groups", groups(JsonMapper.shared().readTree(json)));
        return "api/api";
    }

    /** One operation as the page shows it. */
    public record Call(
            String name,
            String method,
            String path,
            String summary,
            String description,
            List<Parameter> parameters,
            String example) {}

    /** One parameter, and whether it stands in the path, the query or a header. */
    public record Parameter(String name, String in, boolean required) {}

    private static Map<String, List<Call>> groups(JsonNode document) {
        Map<String, List<Call>> groups = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode call = method.getValue();
                String tag = call.path("tags").path(0).asString("other");
                groups.computeIfAbsent(tag, first -> new ArrayList<>())
                        .add(call(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), call));
            }
        }
        groups.values().forEach(calls -> calls.sort(Comparator.comparing(Call::path)));
        return groups;
    }

    private static Call call(String method, String path, JsonNode call) {
        List<Parameter> parameters = call.path("parameters")
                .valueStream()
                .map(each -> new Parameter(
                        each.path("name").asString(""),
                        each.path("in").asString(""),
                        each.path("required").asBoolean(false)))
                .toList();
        return new Call(
                call.path("operationId").asString(""),
                method,
                path,
                call.path("summary").asString(""),
                call.path("description").asString(""),
                parameters,
                example(call.path("requestBody").path("content")));
    }

    private static String example(JsonNode content) {
        return content.valueStream()
                .map(type -> type.path("example"))
                .filter(example -> !example.isMissingNode())
                .map(example -> example.isString() ? example.stringValue() : example.toPrettyString())
                .findFirst()
                .orElse("");
    }
}
