package dev.scopegate.admin.closing;

import dev.scopegate.admin.closing.Closures.Closed;
import dev.scopegate.admin.security.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The end of accounts in our own API, for those who manage users. */
@RestController
@RequestMapping("/api/v1/accounts/{id}")
final class ClosingController {

    private final Closures closures;

    ClosingController(Closures closures) {
        this.closures = closures;
    }

    /** What would end with the account. */
    @GetMapping("/impact")
    Map<String, Object> impact(Caller caller, @PathVariable String id) {
        return form(closures.impact(caller, id));
    }

    @DeleteMapping
    Map<String, Object> close(Caller caller, @PathVariable String id) {
        Closed closed = closures.close(caller, id);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id);
        answer.put("username", closed.account().name());
        answer.put("deleted", true);
        answer.put("ended", form(closed.impact()));
        answer.put("acknowledged", closed.acknowledged());
        return answer;
    }

    private static Map<String, Object> form(Impact impact) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("tokens", impact.tokens().tokens());
        form.put("tokensExact", impact.tokens().exact());
        form.put("accessLists", impact.accessLists());
        form.put("clients", impact.clients());
        form.put("identities", impact.identities());
        return form;
    }
}
