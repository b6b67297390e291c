package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.forms.CapabilityEditor;
import dev.scopegate.policy.capability.OperationCatalogue;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that a token is issued with. */
@Page
final class IssuePage {

    private static final String FORM = "tokens/new";

    private final Tokens tokens;
    private final AccessLists lists;
    private final Work work;
    private final SecretPage secrets;
    private final InstantSource clock;

    IssuePage(Tokens tokens, AccessLists lists, Work work, SecretPage secrets, InstantSource clock) {
        this.tokens = tokens;
        this.lists = lists;
        this.work = work;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What the form is put together with. */
    @Component
    record Work(CapabilityEditor editor, Catalogues catalogues) {}

    @Performs("tokensList")
    @GetMapping("/ui/tokens/new")
    String form(Caller caller, @RequestParam(defaultValue = "") String accessList, Model model) {
        return form(caller, IssueForm.empty(accessList, !lists.list(caller).isEmpty()), Map.of(), model);
    }

    @Performs("tokensIssue")
    @PostMapping("/ui/tokens/new")
    String issue(
            Caller caller,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        IssueForm form = IssueForm.parse(sent, work.editor().parse(sent));
        if (!Conditions.text(sent, "do").equals("issue")) {
            return form(caller, form, Map.of(), model);
        }
        Instant now = clock.instant();
        Map<String, String> errors = form.errors(now);
        if (errors.isEmpty()) {
            try {
                Issued issued = tokens.issue(caller, form.request(now));
                return secrets.show(caller, issued, true, model, response);
            } catch (RefusedException refused) {
                errors.put("form", refused.refusal().text());
            }
        }
        response.setStatus(422);
        return form(caller, form, errors, model);
    }

    private String form(Caller caller, IssueForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("lists", lists.list(caller));
        model.addAttribute("lifetimes", Conditions.LIFETIMES);
        model.addAttribute(
                "apis",
                work.catalogues().all().stream()
                        .map(OperationCatalogue::api)
                        .sorted()
                        .toList());
        model.addAttribute("capabilities", work.editor().rows(caller, form.capabilities()));
        model.addAttribute("picker", work.editor().picker(form.capabilities()));
        model.addAttribute("styles", List.of("capabilities", "tokens"));
        model.addAttribute("scripts", List.of("capabilities", "tokens"));
        return FORM;
    }
}
