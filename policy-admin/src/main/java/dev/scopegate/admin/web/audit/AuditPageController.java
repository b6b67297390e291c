package dev.scopegate.admin.web.audit;

import dev.scopegate.admin.audit.AuditExport;
import dev.scopegate.admin.audit.AuditLog;
import dev.scopegate.admin.audit.AuditQuery;
import dev.scopegate.admin.audit.Entry;
import dev.scopegate.admin.audit.ExportFormat;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.store.AuditPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The audit log: searched, read entry by entry, taken away as a file. */
@Page
final class AuditPageController {

    private static final int ROWS = 50;
    private static final Pattern PLACE = Pattern.compile("\\d{1,20}-\\d{1,20}");

    private final AuditLog log;
    private final AuditExport export;

    AuditPageController(AuditLog log, AuditExport export) {
        this.log = log;
        this.export = export;
    }

    @Performs("auditList")
    @GetMapping("/ui/audit")
    String list(
            Caller caller,
            @ModelAttribute("form") AuditQuery.Form form,
            @RequestParam(defaultValue = "") String before,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("me", caller.account().id());
        model.addAttribute("styles", List.of("audit"));
        model.addAttribute("decisions", "decisions".equals(form.kind()));
        try {
            AuditQuery query = AuditQuery.of(form);
            AuditPage<Entry> page = log.find(caller, query, ROWS, place(before));
            model.addAttribute("entries", page.entries());
            model.addAttribute("older", page.next() == null ? null : address("/ui/audit", form, "before", page.next()));
            model.addAttribute("csv", address("/ui/audit/export", form, "format", "csv"));
            model.addAttribute("jsonl", address("/ui/audit/export", form, "format", "jsonl"));
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            model.addAttribute("entries", List.of());
        }
        model.addAttribute("later", !before.isEmpty());
        return "audit/list";
    }

    @Performs("auditGet")
    @GetMapping("/ui/audit/{id}")
    String entry(Caller caller, @PathVariable String id, Model model) {
        Entry entry = log.require(caller, id);
        model.addAttribute("me", caller.account().id());
        model.addAttribute("styles", List.of("audit"));
        model.addAttribute("entry", entry);
        switch (entry) {
            case Entry.Change(var change) -> {
                model.addAttribute("change", change);
                model.addAttribute("difference", Difference.between(change.before(), change.after()));
            }
            case Entry.Decided decided -> model.addAttribute("decision", decided);
        }
        return "audit/entry";
    }

    @Performs("auditExport")
    @GetMapping("/ui/audit/export")
    void export(
            Caller caller,
            @ModelAttribute AuditQuery.Form form,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response)
            throws IOException {
        export.write(caller, AuditQuery.of(form), ExportFormat.of(format), response);
    }

    private static @Nullable String place(String before) {
        if (!before.isEmpty() && !PLACE.matcher(before).matches()) {
            throw RefusedException.invalid("'before' must be the 'next' of a page");
        }
        return before.isEmpty() ? null : before;
    }

    private static String address(String path, AuditQuery.Form form, String name, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        form.given().forEach((field, text) -> address.queryParam(field, "{" + field + "}"));
        address.queryParam(name, "{" + name + "}");
        return address.encode().buildAndExpand(fields(form, name, value)).toUriString();
    }

    private static Map<String, String> fields(AuditQuery.Form form, String name, @Nullable String value) {
        Map<String, String> fields = form.given();
        fields.put(name, String.valueOf(value));
        return fields;
    }
}
