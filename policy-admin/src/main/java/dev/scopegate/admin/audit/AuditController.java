package dev.scopegate.admin.audit;

import dev.scopegate.admin.http.Page;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AuditPage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log in our own API: filtered page by page, one entry, or all that fit as a file. */
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {

    private static final Pattern BEFORE = Pattern.compile("\\d{1,20}-\\d{1,20}");

    private final AuditLog log;
    private final AuditExport export;

    AuditController(AuditLog log, AuditExport export) {
        this.log = log;
        this.export = export;
    }

    @GetMapping
    Map<String, Object> list(
            Caller caller,
            @ModelAttribute AuditQuery.Form form,
            @RequestParam @Nullable Integer count,
            @RequestParam @Nullable String before) {
        if (before != null && !BEFORE.matcher(before).matches()) {
            throw RefusedException.invalid("'before' must be the 'next' of a page");
        }
        AuditPage<Entry> page =
                log.find(caller, AuditQuery.of(form), Page.of(0, count).count(), before);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", page.entries().stream().map(Entry::form).toList());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> get(Caller caller, @PathVariable String id) {
        return log.require(caller, id).form();
    }

    @GetMapping("/export")
    void export(
            Caller caller,
            @ModelAttribute AuditQuery.Form form,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletResponse response)
            throws IOException {
        export.write(caller, AuditQuery.of(form), ExportFormat.of(format), response);
    }
}
