package dev.scopegate.admin.audit;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AuditPage;
import dev.scopegate.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Writes all entries that fit to a file, a page at a time, so that the log's length costs no memory. A file that breaks
 * off says so in its last line: by then its status is long sent.
 */
public final class AuditExport {

    private static final int AT_ONCE = 500;

    private final AuditLog log;

    AuditExport(AuditLog log) {
        this.log = log;
    }

    /** Answers a request with the file. */
    public void write(Caller caller, AuditQuery query, ExportFormat format, HttpServletResponse response)
            throws IOException {
        AuditPage<Entry> page = log.find(caller, query, AT_ONCE, null);
        response.setContentType(format.type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-" + query.kind().text() + "." + format.suffix() + "\"");
        OutputStream out = response.getOutputStream();
        List<String> fields = query.kind() == AuditQuery.Kind.CHANGES ? Entry.Change.FIELDS : Entry.Decided.FIELDS;
        out.write(bytes(format.head(fields)));
        try {
            for (AuditPage<Entry> next = page; next != null; next = after(caller, query, next)) {
                for (Entry entry : next.entries()) {
                    out.write(bytes(format.line(entry.form())));
                }
            }
        } catch (StoreUnavailableException e) {
            out.write(bytes(format.line(Map.of("incomplete", "the store could not be read to the end"))));
        }
    }

    private @Nullable AuditPage<Entry> after(Caller caller, AuditQuery query, AuditPage<Entry> page) {
        return page.next() == null ? null : log.find(caller, query, AT_ONCE, page.next());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
