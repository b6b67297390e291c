package dev.scopegate.admin.web.operations;

import dev.scopegate.admin.catalogues.CatalogueImport;
import dev.scopegate.admin.catalogues.CatalogueImport.Imported;
import dev.scopegate.admin.catalogues.CatalogueImport.Preview;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.forms.OperationPicker;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operations that the catalogues know, and the import of more. */
@Page
@RequestMapping("/ui/operations")
final class OperationsController {

    private static final String FORM = "operations/import";

    private final Catalogues catalogues;
    private final CatalogueImport imports;

    OperationsController(Catalogues catalogues, CatalogueImport imports) {
        this.catalogues = catalogues;
        this.imports = imports;
    }

    @Performs("cataloguesList")
    @GetMapping
    String list(@RequestParam @Nullable String imported, Model model) {
        dress(model);
        model.addAttribute("picker", OperationPicker.of(catalogues.all(), Set.of()));
        model.addAttribute("imported", imported);
        return "operations/list";
    }

    @Performs("cataloguesPreview")
    @GetMapping("/import")
    String form(Caller caller, @ModelAttribute("form") ImportForm form, Model model) {
        if (!caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("Only an administrator imports operations."));
        }
        dress(model);
        model.addAttribute("catalogues", catalogues.all());
        return FORM;
    }

    @Performs("cataloguesPreview")
    @PostMapping("/import/preview")
    String preview(Caller caller, @ModelAttribute("form") ImportForm form, HttpServletResponse response, Model model) {
        try {
            return shown(imports.preview(caller, form.wanted()), model);
        } catch (RefusedException refused) {
            return refused(refused, response, model);
        }
    }

    /** Takes over what was previewed; where another catalogue is in force by now, that is previewed first. */
    @Performs("cataloguesImport")
    @PostMapping("/import")
    String apply(Caller caller, @ModelAttribute("form") ImportForm form, HttpServletResponse response, Model model) {
        try {
            IfMatch from = IfMatch.of(new EntityTag(ImportForm.text(form.etag())));
            Imported imported = imports.apply(caller, form.wanted(), from);
            return "redirect:/ui/operations?imported="
                    + imported.change().after().api();
        } catch (RefusedException refused) {
            if (refused.refusal().status() != 412) {
                return refused(refused, response, model);
            }
            model.addAttribute("conflict", true);
            return shown(imports.preview(caller, form.wanted()), model);
        }
    }

    private String shown(Preview preview, Model model) {
        dress(model);
        model.addAttribute("preview", preview);
        return "operations/preview";
    }

    private String refused(RefusedException refused, HttpServletResponse response, Model model) {
        if (refused.refusal().status() == 403) {
            throw refused;
        }
        response.setStatus(refused.refusal().status());
        dress(model);
        model.addAttribute("catalogues", catalogues.all());
        model.addAttribute("error", refused.refusal().text());
        return FORM;
    }

    private static void dress(Model model) {
        model.addAttribute("styles", List.of("capabilities", "acls"));
        model.addAttribute("scripts", List.of("capabilities"));
    }
}
