package dev.scopegate.admin.audit;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Page;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AuditPage;
import dev.scopegate.store.AuditStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened: changes of policy, or decisions. Everyone sees his own, an administrator all. */
@RestController
@RequestMapping("/api/v1/audit")
final class AuditController {

    private static final Pattern BEFORE = Pattern.compile("\\d{1,20}-\\d{1,20}");

    private final AuditStream audit;

    AuditController(AuditStream audit) {
        this.audit = audit;
    }

    @GetMapping
    Map<String, Object> list(
            Caller caller,
            @RequestParam(defaultValue = "changes") String kind,
            @RequestParam @Nullable Integer count,
            @RequestParam @Nullable String before) {
        if (before != null && !BEFORE.matcher(before).matches()) {
            throw RefusedException.invalid("'before' must be the 'next' of a page");
        }
        String account = caller.isAdministrator() ? null : caller.account().id();
        int most = Page.of(0, count).count();
        AuditPage<?> page = switch (kind) {
            case "changes" -> Reply.of(audit.changes(account, most, before));
            case "decisions" -> Reply.of(audit.decisions(account, most, before));
            default -> throw RefusedException.invalid("'kind' must be 'changes' or 'decisions'");
        };
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", page.entries());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }
}
