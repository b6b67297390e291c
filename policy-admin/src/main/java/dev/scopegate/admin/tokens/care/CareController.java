package dev.scopegate.admin.tokens.care;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.admin.tokens.care.Habit.Use;
import dev.scopegate.admin.tokens.care.Remains.Left;
import dev.scopegate.policy.limit.Balance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What there is to know of one token beside its record. */
@RestController
@RequestMapping("/api/v1/tokens/{id}")
final class CareController {

    private final Remains remains;
    private final Habits habits;
    private final TokenList list;
    private final Acknowledgement acknowledgement;

    CareController(Remains remains, Habits habits, TokenList list, Acknowledgement acknowledgement) {
        this.remains = remains;
        this.habits = habits;
        this.list = list;
        this.acknowledgement = acknowledgement;
    }

    @GetMapping("/limits")
    Map<String, Object> limits(Caller caller, @PathVariable String id) {
        List<Map<String, Object>> limits = remains.of(remains.grant(caller, id)).stream()
                .map(CareController::form)
                .toList();
        return Map.of("limits", limits);
    }

    @GetMapping("/descendants")
    Map<String, Object> descendants(Caller caller, @PathVariable String id) {
        TokenList.Count number = list.descendants(caller, id);
        return Map.of("living", number.tokens(), "exactly", number.exact());
    }

    @GetMapping("/habit")
    Map<String, Object> habit(Caller caller, @PathVariable String id) {
        Habit habit = habits.of(caller, id);
        return Map.of(
                "used", habit.used().stream().map(CareController::form).toList(),
                "unused", habit.unused().stream().map(TokenForm::write).toList());
    }

    @PostMapping("/narrow")
    Map<String, Object> narrow(Caller caller, @PathVariable String id, Body body) {
        List<String> seen = body.optionalTexts("unused");
        Switched narrowed = habits.narrow(caller, id, seen == null ? Set.of() : Set.copyOf(seen));
        Map<String, Object> form = new LinkedHashMap<>(TokenForm.write(narrowed.token()));
        form.put("acknowledged", acknowledgement.await(narrowed.at()));
        return form;
    }

    private static Map<String, Object> form(Left left) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("link", left.link().kind().name().toLowerCase(Locale.ROOT));
        form.put("id", left.link().id());
        if (left.capability() != null) {
            form.put("capability", left.capability().text());
        }
        Balance balance = left.balance();
        form.put("limit", LimitForm.write(balance.meter().limit()));
        form.put("remaining", balance.remaining());
        if (balance.resetsAfter() != null) {
            form.put("resetsAfterMillis", balance.resetsAfter().toMillis());
        }
        return form;
    }

    private static Map<String, Object> form(Use use) {
        Map<String, Object> form = new LinkedHashMap<>(TokenForm.write(use.capability()));
        form.put("calls", use.calls());
        return form;
    }
}
