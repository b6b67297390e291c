package dev.scopegate.admin.web.acls;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.acls.AccessListReviews.Proposal;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.web.forms.CapabilityEditor;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;

/** Fills the pages on which an access list is edited, compared and saved. */
final class AclEditor {

    private static final String SHEET = "capabilities";

    private final CapabilityEditor editor;
    private final AccessListReviews reviews;

    AclEditor(CapabilityEditor editor, AccessListReviews reviews) {
        this.editor = editor;
        this.reviews = reviews;
    }

    AclForm read(String id, MultiValueMap<String, String> fields) {
        return AclForm.parse(id, fields, editor.parse(fields));
    }

    /** What of a list that is there already its editor shows beside the form. */
    String edit(Caller caller, AclForm form, Model model) {
        dress(model);
        model.addAttribute("form", form);
        model.addAttribute("capabilities", editor.rows(caller, form.capabilities()));
        model.addAttribute("picker", editor.picker(form.capabilities()));
        if (!form.isNew()) {
            model.addAttribute("use", reviews.use(caller, form.id()));
        }
        return "acls/edit";
    }

    /** The form again, with what is wrong beside each field. */
    String mend(Caller caller, AclForm form, Model model) {
        model.addAttribute("complaint", "Nothing was saved: something is missing or wrong below.");
        return edit(caller, form, model);
    }

    /** What saving would change; the page of a conflict where another version is in force by now. */
    String review(Caller caller, AclForm form, Model model) {
        if (!form.isValid()) {
            return mend(caller, form, model);
        }
        Proposal proposal = reviews.propose(caller, form.id(), form.edit());
        dress(model);
        model.addAttribute("change", proposal.change());
        model.addAttribute("tokens", proposal.tokens());
        model.addAttribute("capabilities", editor.rows(caller, form.capabilities()));
        boolean conflict = !proposal.tag().value().equals(form.etag());
        model.addAttribute("form", conflict ? form.from(proposal.tag()) : form);
        return conflict ? "acls/conflict" : "acls/review";
    }

    private static void dress(Model model) {
        model.addAttribute("styles", List.of(SHEET, "acls"));
        model.addAttribute("scripts", List.of(SHEET));
    }
}
