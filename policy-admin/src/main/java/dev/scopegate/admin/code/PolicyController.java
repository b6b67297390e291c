package dev.scopegate.admin.code;

import dev.scopegate.admin.code.Policies.Outcome;
import dev.scopegate.admin.http.BodyReader;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Problems;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.yaml.FaultyTextException;
import dev.scopegate.admin.yaml.YamlForm;
import dev.scopegate.admin.yaml.YamlText;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The policy of one's account as a text. */
@RestController
@RequestMapping("/api/v1/policy")
final class PolicyController {

    private static final MediaType YAML = MediaType.parseMediaType("application/yaml;charset=utf-8");
    private static final Set<String> LINES = Set.of("limits", "match");
    private static final Set<String> ROWS = Set.of("operations");

    private final Policies policies;

    PolicyController(Policies policies) {
        this.policies = policies;
    }

    /** YAML for people and files; JSON for programs that ask for it. */
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/yaml", schema = @Schema(type = "string")),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
            })
    @GetMapping
    ResponseEntity<?> export(
            Caller caller, @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        PolicyState state = policies.state(caller);
        Map<String, Object> document = policies.document(caller, state);
        ResponseEntity.BodyBuilder answer = tagged(state.tag()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        return accept.contains("json")
                ? answer.contentType(MediaType.APPLICATION_JSON).body(document)
                : answer.contentType(YAML).body(YamlForm.write(document, LINES, ROWS));
    }

    @PostMapping("/diff")
    ResponseEntity<Map<String, Object>> diff(
            Caller caller, @RequestParam(defaultValue = "false") boolean prune, HttpServletRequest request)
            throws IOException {
        return answer(policies.diff(caller, text(request), prune));
    }

    @PutMapping
    ResponseEntity<Map<String, Object>> apply(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean prune,
            @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String from,
            HttpServletRequest request)
            throws IOException {
        return answer(policies.apply(caller, text(request), prune, IfMatch.parse(from)));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> faulty(FaultyTextException faulty) {
        Map<String, Object> problem =
                Problems.document(Refusal.of(400, "invalid_policy", faulty.getMessage() + ", so nothing was changed"));
        problem.put("errors", faulty.faults());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Map<String, Object>> answer(Outcome outcome) {
        return tagged(outcome.state()).body(DiffForm.write(outcome));
    }

    private static ResponseEntity.BodyBuilder tagged(EntityTag state) {
        return ResponseEntity.ok().eTag(state.header());
    }

    private static String text(HttpServletRequest request) throws IOException {
        byte[] bytes = BodyReader.bytes(request, YamlText.MOST_BYTES);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw RefusedException.invalid("policy must be UTF-8, but is not");
        }
    }
}
