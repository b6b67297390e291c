package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.TokenChanges;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form that a token is changed with. */
@Page
final class EditPage {

    private final Custody custody;
    private final TokenChanges changes;
    private final Acknowledgement acknowledgement;
    private final IssuePage.Work work;
    private final TokenViews views;

    EditPage(
            Custody custody,
            TokenChanges changes,
            Acknowledgement acknowledgement,
            IssuePage.Work work,
            TokenViews views) {
        this.custody = custody;
        this.changes = changes;
        this.acknowledgement = acknowledgement;
        this.work = work;
        this.views = views;
    }

    @Performs("tokensGet")
    @GetMapping("/ui/tokens/{id}/edit")
    String form(Caller caller, @PathVariable String id, Model model) {
        Stored<TokenRecord> held = custody.require(caller, id);
        return form(caller, held.value(), EditForm.of(held), Map.of(), model);
    }

    @Performs("tokensChange")
    @PostMapping("/ui/tokens/{id}/edit")
    String change(
            Caller caller,
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            HttpServletResponse response) {
        TokenRecord token = custody.require(caller, id).value();
        EditForm form = EditForm.parse(sent, token, work.editor().parse(sent));
        if (!Conditions.text(sent, "do").equals("save")) {
            return form(caller, token, form, Map.of(), model);
        }
        Map<String, String> errors = new LinkedHashMap<>(form.errors());
        if (errors.isEmpty()) {
            try {
                return save(caller, token, form, model);
            } catch (RefusedException refused) {
                if (refused.refusal().status() == 412) {
                    return stale(caller, id, form, model, response);
                }
                errors.put("form", refused.refusal().text());
            }
        }
        response.setStatus(422);
        return form(caller, token, form, errors, model);
    }

    private String save(Caller caller, TokenRecord token, EditForm form, Model model) {
        IfMatch from = IfMatch.of(new EntityTag(form.etag()));
        var changed = changes.change(caller, token.id(), form.change(token), from);
        model.addAttribute("row", views.row(changed.token()));
        model.addAttribute("acknowledged", acknowledgement.await(changed.at()).text());
        return "tokens/changed";
    }

    /** The form again, beside what the token is by now; whoever has seen that may save what he typed after all. */
    private String stale(Caller caller, String id, EditForm form, Model model, HttpServletResponse response) {
        response.setStatus(412);
        model.addAttribute("stale", true);
        Stored<TokenRecord> now = custody.require(caller, id);
        Map<String, String> errors =
                Map.of("form", "This token was changed since you opened this form: nothing was overwritten.");
        return form(caller, now.value(), form.from(now), errors, model);
    }

    private String form(Caller caller, TokenRecord token, EditForm form, Map<String, String> errors, Model model) {
        model.addAttribute("row", views.row(token));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("ofPower", token.kind() == TokenKind.CAPABILITY || token.kind() == TokenKind.ACCESS_LIST);
        model.addAttribute(
                "apis",
                work.catalogues().all().stream()
                        .map(OperationCatalogue::api)
                        .sorted()
                        .toList());
        if (form.capabilities() != null) {
            model.addAttribute("capabilities", work.editor().rows(caller, form.capabilities()));
            model.addAttribute("picker", work.editor().picker(form.capabilities()));
        }
        model.addAttribute("styles", List.of("capabilities", "tokens"));
        model.addAttribute("scripts", List.of("capabilities", "tokens"));
        return "tokens/edit";
    }
}
