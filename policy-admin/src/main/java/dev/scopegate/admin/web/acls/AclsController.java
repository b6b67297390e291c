package dev.scopegate.admin.web.acls;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.acls.AccessListReviews.Impact;
import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.acls.AccessLists.Changed;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.AccessList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Access lists: to find one, to edit it, to see what a change would do, and to end it. */
@Page
@RequestMapping("/ui/acls")
final class AclsController {

    private static final int SHOWN = 50;

    private final AccessLists lists;
    private final AccessListReviews reviews;
    private final AclEditor editor;

    AclsController(AccessLists lists, AccessListReviews reviews, AclEditor editor) {
        this.lists = lists;
        this.reviews = reviews;
        this.editor = editor;
    }

    @Performs("aclsList")
    @GetMapping
    String list(
            Caller caller,
            @RequestParam @Nullable Integer offset,
            @ModelAttribute("outcome") Outcome outcome,
            Model model) {
        int from = dev.scopegate.admin.http.Page.of(offset, SHOWN).offset();
        List<AccessList> found = lists.list(caller, from, SHOWN + 1);
        List<AccessList> shown = found.subList(0, Math.min(found.size(), SHOWN));
        model.addAttribute("lists", shown);
        model.addAttribute("uses", reviews.uses(shown));
        model.addAttribute("offset", from);
        model.addAttribute("before", from == 0 ? null : Math.max(0, from - SHOWN));
        model.addAttribute("next", found.size() > SHOWN ? from + SHOWN : null);
        return "acls/list";
    }

    @Performs("aclsPreview")
    @GetMapping("/new")
    String create(Caller caller, Model model) {
        return editor.edit(caller, AclForm.empty(), model);
    }

    @Performs("aclsGet")
    @GetMapping("/{id}")
    String show(Caller caller, @PathVariable String id, @ModelAttribute("outcome") Outcome outcome, Model model) {
        return editor.edit(caller, AclForm.of(lists.stored(caller, id)), model);
    }

    /** The form again, after a button of it that saves nothing. */
    @Performs("aclsPreview")
    @PostMapping("/{id}/edit")
    String edit(
            Caller caller, @PathVariable String id, @RequestParam MultiValueMap<String, String> fields, Model model) {
        return editor.edit(caller, editor.read(id, fields), model);
    }

    @Performs("aclsPreview")
    @PostMapping("/{id}/review")
    String review(
            Caller caller, @PathVariable String id, @RequestParam MultiValueMap<String, String> fields, Model model) {
        return editor.review(caller, editor.read(id, fields), model);
    }

    @Performs("aclsCreate")
    @PostMapping
    String create(Caller caller, @RequestParam MultiValueMap<String, String> fields, Model model) {
        AclForm form = editor.read(AclForm.NEW, fields);
        if (!form.isValid()) {
            return editor.mend(caller, form, model);
        }
        return "redirect:/ui/acls/" + lists.create(caller, form.edit()).id() + "?made=yes";
    }

    @Performs("aclsUpdate")
    @PostMapping("/{id}")
    String save(
            Caller caller, @PathVariable String id, @RequestParam MultiValueMap<String, String> fields, Model model) {
        AclForm form = editor.read(id, fields);
        if (!form.isValid()) {
            return editor.mend(caller, form, model);
        }
        try {
            Changed changed = lists.update(caller, id, form.edit(), IfMatch.of(new EntityTag(form.etag())));
            return "redirect:/ui/acls/" + changed.list().id() + "?gateways="
                    + changed.acknowledged().gateways() + "&of="
                    + changed.acknowledged().of();
        } catch (RefusedException refused) {
            if (refused.refusal().status() != 412) {
                throw refused;
            }
            return editor.review(caller, form, model);
        }
    }

    @Performs("aclsImpact")
    @GetMapping("/{id}/delete")
    String confirm(Caller caller, @PathVariable String id, Model model) {
        model.addAttribute("impact", reviews.impact(caller, id));
        return "acls/delete";
    }

    /** Deletes what was confirmed; where more hangs on it by now, that is shown first. */
    @Performs("aclsDelete")
    @PostMapping("/{id}/delete")
    String delete(Caller caller, @PathVariable String id, @RequestParam long tokens, Model model) {
        Impact impact = reviews.impact(caller, id);
        if (impact.use().tokens() > tokens) {
            model.addAttribute("impact", impact);
            model.addAttribute("more", impact.use().tokens() - tokens);
            return "acls/delete";
        }
        lists.delete(caller, id);
        return "redirect:/ui/acls?deleted=" + id;
    }
}
