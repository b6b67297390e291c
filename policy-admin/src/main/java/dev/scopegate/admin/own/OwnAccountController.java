package dev.scopegate.admin.own;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.own.SignIns.SignIn;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.RecordPage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/account")
final class OwnAccountController {

    private final Accounts accounts;
    private final SignIns signIns;

    OwnAccountController(Accounts accounts, SignIns signIns) {
        this.accounts = accounts;
        this.signIns = signIns;
    }

    @GetMapping
    Map<String, @Nullable Object> get(Caller caller) {
        return form(caller, accounts.profile(caller));
    }

    @PatchMapping
    Map<String, @Nullable Object> describe(Caller caller, Body body) {
        return form(
                caller,
                accounts.describe(
                        caller,
                        body.optionalText("displayName"),
                        body.optionalText("email"),
                        body.optionalObject("proof")));
    }

    /** Ends every login, the one that asks too. */
    @PutMapping("/password")
    Map<String, Object> changePassword(Caller caller, Body body) {
        accounts.changePassword(caller, body.text("oldPassword"), body.text("newPassword"));
        return Map.of("changed", true);
    }

    @GetMapping("/sessions")
    Map<String, Object> sessions(
            Caller caller, @RequestParam @Nullable Integer count, @RequestParam @Nullable String before) {
        RecordPage<SignIn> page = signIns.of(caller, Cursor.of(count, before));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "sessions",
                page.records().stream().map(OwnAccountController::form).toList());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    @DeleteMapping("/sessions/{id}")
    Map<String, Object> end(Caller caller, @PathVariable String id) {
        Acknowledged acknowledged = signIns.end(caller, id);
        return Map.of("id", id, "ended", true, "acknowledged", acknowledged);
    }

    @DeleteMapping("/sessions")
    Map<String, Object> endOthers(Caller caller) {
        Acknowledged acknowledged = signIns.endOthers(caller);
        return acknowledged == null ? Map.of("ended", false) : Map.of("ended", true, "acknowledged", acknowledged);
    }

    private static Map<String, @Nullable Object> form(Caller caller, AccountProfile profile) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", caller.account().id());
        form.put("username", caller.account().name());
        form.put("email", profile.email());
        form.put("displayName", profile.displayName());
        form.put("password", profile.passwordHash() != null);
        form.put("secondFactor", SecondFactor.isDemanded(profile));
        form.put("permissions", caller.account().permissions().stream().sorted().toList());
        form.put(
                "identities",
                profile.shownIdentities().stream().map(Identity::text).toList());
        form.put("createdAt", caller.account().createdAt().toString());
        return form;
    }

    private static Map<String, @Nullable Object> form(SignIn signIn) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("id", signIn.id());
        form.put("at", signIn.at().toString());
        form.put("until", text(signIn.until()));
        form.put("by", signIn.by());
        form.put("lastUsed", text(signIn.lastUsed()));
        form.put("current", signIn.current());
        return form;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
