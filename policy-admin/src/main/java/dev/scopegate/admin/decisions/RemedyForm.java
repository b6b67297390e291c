package dev.scopegate.admin.decisions;

import dev.scopegate.admin.decisions.Remedy.Impossible;
import dev.scopegate.admin.decisions.Remedy.Possible;
import dev.scopegate.admin.decisions.Remedy.Step;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.tokens.TokenForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What would make a call pass, as JSON. */
final class RemedyForm {

    private RemedyForm() {}

    static Map<String, Object> write(Remedy remedy) {
        return switch (remedy) {
            case Possible(List<Step> steps) -> Map.of("possible", true, "steps", steps(steps));
            case Impossible(Refusal why) -> Map.of("possible", false, "why", why.text());
        };
    }

    static List<Map<String, Object>> steps(List<Step> steps) {
        return steps.stream().map(RemedyForm::step).toList();
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("subject", step.subject());
        form.put("link", step.link().kind().name().toLowerCase(Locale.ROOT));
        form.put("name", step.name());
        form.put("adds", TokenForm.write(step.adds()));
        form.put("otherTokens", step.others().tokens());
        form.put("exactly", step.others().exact());
        return form;
    }
}
