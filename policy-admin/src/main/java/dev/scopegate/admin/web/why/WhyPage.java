package dev.scopegate.admin.web.why;

import dev.scopegate.admin.decisions.ExactGrants;
import dev.scopegate.admin.decisions.Explanations;
import dev.scopegate.admin.decisions.Explanations.Explained;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.OperationCatalogue;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Says why a call passes or not, by the decider that judges calls, and lets exactly that call pass. */
@Page
final class WhyPage {

    private static final String PAGE = "why/why";

    private final Explanations explanations;
    private final ExactGrants grants;
    private final Catalogues catalogues;
    private final InstantSource clock;

    WhyPage(Explanations explanations, ExactGrants grants, Catalogues catalogues, InstantSource clock) {
        this.explanations = explanations;
        this.grants = grants;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** An address may name a token by its id only: it ends up in histories and logs. */
    @Performs("decisionsExplain")
    @GetMapping("/ui/why")
    String ask(Caller caller, @ModelAttribute("asked") WhyForm asked, Model model, HttpServletResponse response) {
        WhyForm form = asked.token().isEmpty() || asked.namesToken() ? asked : asked.about("");
        return form.isComplete() ? answer(caller, form, model, response) : show(form, Map.of(), model);
    }

    @Performs("decisionsExplain")
    @PostMapping("/ui/why")
    String explain(Caller caller, @ModelAttribute("asked") WhyForm asked, Model model, HttpServletResponse response) {
        return answer(caller, asked, model, response);
    }

    @Performs("decisionsGrant")
    @PostMapping("/ui/why/grant")
    String grant(
            Caller caller,
            @ModelAttribute("asked") WhyForm asked,
            @RequestParam(defaultValue = "") List<String> expected,
            Model model,
            HttpServletResponse response) {
        try {
            ExactGrants.Done done =
                    grants.grant(caller, asked.token(), asked.call(clock.instant()), Set.copyOf(expected));
            model.addAttribute("done", "Granted. " + done.acknowledged().text());
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("failed", refused.refusal().text());
        }
        return answer(caller, asked, model, response);
    }

    private String answer(Caller caller, WhyForm form, Model model, HttpServletResponse response) {
        Map<String, String> errors = new LinkedHashMap<>(form.errors());
        if (errors.isEmpty()) {
            try {
                AccessRequest call = form.call(clock.instant());
                Explained explained = explanations.explain(
                        caller, form.namesToken() ? form.token() : null, form.namesToken() ? null : form.token(), call);
                model.addAttribute(
                        "why", WhyView.of(explained, grants.remedy(caller, explained.lineage(), call), call));
                return show(form.about(explained.grant().tokenId()), errors, model);
            } catch (RefusedException refused) {
                errors.put("token", refused.refusal().text());
            }
        }
        response.setStatus(422);
        return show(form.namesToken() ? form : form.about(""), errors, model);
    }

    private String show(WhyForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("asked", form);
        model.addAttribute("errors", errors);
        model.addAttribute(
                "apis",
                catalogues.all().stream().map(OperationCatalogue::api).sorted().toList());
        model.addAttribute("styles", List.of("tokens"));
        return PAGE;
    }
}
