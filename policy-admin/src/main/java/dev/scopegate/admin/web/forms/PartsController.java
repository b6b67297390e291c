package dev.scopegate.admin.web.forms;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.forms.CapabilitiesForm.Row;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Parts of a form that are shown anew while it is filled in. Nothing is kept: all is in the form. */
@Page
@RequestMapping("/ui/parts")
final class PartsController {

    private static final String FIELD = "capability.";

    private final CapabilityEditor editor;

    PartsController(CapabilityEditor editor) {
        this.editor = editor;
    }

    @Performs("aclsPreview")
    @PostMapping("/capabilities")
    String capabilities(Caller caller, @RequestParam MultiValueMap<String, String> form, Model model) {
        model.addAttribute("capabilities", editor.rows(caller, editor.parse(form)));
        return "parts/capabilities :: rows(capabilities=${capabilities})";
    }

    /** What one pattern covers, while it is typed. */
    @Performs("aclsPreview")
    @GetMapping("/coverage")
    String coverage(Caller caller, @RequestParam MultiValueMap<String, String> fields, Model model) {
        String field = fields.keySet().stream()
                .filter(name -> name.startsWith(FIELD))
                .findFirst()
                .orElse(FIELD);
        String key = field.substring(FIELD.length());
        Row row = Row.read(key, String.valueOf(fields.getFirst(field)).strip(), LimitsForm.of(key, List.of()));
        model.addAttribute(
                "shown",
                editor.rows(caller, new CapabilitiesForm(List.of(row))).rows().getFirst());
        return "parts/capabilities :: coverage(shown=${shown})";
    }

    @Performs("aclsPreview")
    @PostMapping("/limits/{scope}")
    String limits(@PathVariable String scope, @RequestParam MultiValueMap<String, String> form, Model model) {
        model.addAttribute("limits", LimitsForm.parse(scope, form));
        return "parts/limits :: editor(limits=${limits})";
    }
}
