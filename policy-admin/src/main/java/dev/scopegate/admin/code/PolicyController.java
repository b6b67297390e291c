package dev.scopegate.admin.code;

import dev.scopegate.admin.code.LiveTokens.Affected;
import dev.scopegate.admin.code.Policies.Outcome;
import dev.scopegate.admin.http.BodyReader;
import dev.scopegate.admin.http.Problems;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.yaml.FaultyTextException;
import dev.scopegate.admin.yaml.YamlForm;
import dev.scopegate.admin.yaml.YamlText;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

    /** YAML for people and files; for programs that say so JSON, which tells more about each list. */
    @GetMapping
    ResponseEntity<?> export(
            Caller caller, @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        PolicyState state = policies.state(caller);
        Map<String, Object> document = policies.document(caller, state);
        if (!accept.contains("json")) {
            return tagged(state.digest()).contentType(YAML).body(YamlForm.write(document, LINES, ROWS));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("state", state.digest());
        answer.put("policy", document);
        answer.put(
                "lists",
                state.lists().stream().map(Stored::value).map(this::summary).toList());
        return tagged(state.digest()).contentType(MediaType.APPLICATION_JSON).body(answer);
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
            @RequestHeader(name = HttpHeaders.IF_MATCH) @Nullable String expected,
            HttpServletRequest request)
            throws IOException {
        if (expected == null) {
            throw new RefusedException(Refusal.of(
                    428,
                    "precondition_required",
                    "If-Match must name the state that was compared with, or be '*' for any, but is missing"));
        }
        return answer(policies.apply(caller, text(request), prune, expected.replace("\"", "")));
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

    private Map<String, Object> summary(AccessList list) {
        Affected affected = policies.tokensOf(list);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", list.id());
        form.put("name", list.name());
        form.put("capabilities", list.capabilities().size());
        form.put("limits", PolicyForm.limits(list.limits()));
        form.put("tokens", affected.tokens());
        form.put("tokensOrMore", affected.orMore());
        form.put("createdAt", list.createdAt().toString());
        return form;
    }

    private static ResponseEntity<Map<String, Object>> answer(Outcome outcome) {
        return tagged(outcome.state()).body(DiffForm.write(outcome));
    }

    private static ResponseEntity.BodyBuilder tagged(String state) {
        return ResponseEntity.ok().eTag(state).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
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
