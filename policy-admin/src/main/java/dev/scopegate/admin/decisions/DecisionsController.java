package dev.scopegate.admin.decisions;

import dev.scopegate.admin.decisions.ExactGrants.Done;
import dev.scopegate.admin.decisions.Explanations.Explained;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Decision.Deny;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decisions asked about in advance, or after the fact. */
@RestController
@RequestMapping("/api/v1/decisions")
final class DecisionsController {

    private final Explanations explanations;
    private final ExactGrants exactGrants;
    private final InstantSource clock;

    DecisionsController(Explanations explanations, ExactGrants exactGrants, InstantSource clock) {
        this.explanations = explanations;
        this.exactGrants = exactGrants;
        this.clock = clock;
    }

    @PostMapping("/explain")
    Map<String, Object> explain(Caller caller, Body body) {
        String id = body.optionalText("tokenId");
        String token = body.optionalText("token");
        if ((id == null) == (token == null)) {
            throw RefusedException.invalid("either 'tokenId' or 'token' is required");
        }
        AccessRequest call = call(body);
        Explained explained = explanations.explain(caller, id, token, call);
        Map<String, Object> answer = ExplanationForm.write(explained);
        if (explained.explanation().decision() instanceof Deny) {
            answer.put("remedy", RemedyForm.write(exactGrants.remedy(caller, explained.lineage(), call)));
        }
        return answer;
    }

    @PostMapping("/grant")
    Map<String, Object> grant(Caller caller, Body body) {
        List<String> expected = body.optionalTexts("expected");
        Done done = exactGrants.grant(
                caller, body.text("tokenId"), call(body), expected == null ? Set.of() : Set.copyOf(expected));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("granted", RemedyForm.steps(done.steps()));
        answer.put("acknowledged", done.acknowledged());
        return answer;
    }

    private AccessRequest call(Body body) {
        return CallForm.read(
                body.text("api"),
                body.text("method"),
                body.text("path"),
                body.optionalText("address"),
                clock.instant());
    }
}
