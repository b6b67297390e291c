package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.closing.Closures;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AccountProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts as LNbits speaks of them. */
@RestController
@Speaks("lnbits")
@RequestMapping("/api/v1/auth")
final class LoginController {

    private final Accounts accounts;
    private final Logins logins;
    private final UserIds userIds;
    private final Closures closures;

    LoginController(Accounts accounts, Logins logins, UserIds userIds, Closures closures) {
        this.accounts = accounts;
        this.logins = logins;
        this.userIds = userIds;
        this.closures = closures;
    }

    @Open
    @PostMapping
    Map<String, Object> logIn(Body body, Origin origin) {
        return bearer(logins.logIn(body.text("username"), body.text("password"), origin));
    }

    @Open
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> register(Body body, Origin origin) {
        return bearer(
                accounts.register(body.text("username"), body.text("password"), body.optionalText("email"), origin));
    }

    @GetMapping
    Map<String, Object> me(Caller caller) {
        Map<String, Object> user = user(caller, accounts.profile(caller));
        user.put("is_admin", caller.account().isAdministrator());
        user.put("created_at", caller.account().createdAt().toString());
        return user;
    }

    @PutMapping("/me")
    Map<String, Object> describe(Caller caller, Body body) {
        return user(
                caller,
                accounts.describe(
                        caller,
                        body.optionalText("display_name"),
                        body.optionalText("email"),
                        body.optionalObject("proof")));
    }

    @PutMapping("/update-password")
    Map<String, Object> changePassword(Caller caller, Body body) {
        accounts.changePassword(caller, body.text("old_password"), body.text("new_password"));
        return Map.of("detail", "Password updated");
    }

    @DeleteMapping("/me")
    Map<String, Object> close(Caller caller) {
        closures.close(caller);
        return Map.of("detail", "Account deleted");
    }

    static Map<String, Object> bearer(String token) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", token);
        answer.put("token_type", "bearer");
        return answer;
    }

    private Map<String, Object> user(Caller caller, AccountProfile profile) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", userIds.of(caller));
        user.put("username", caller.account().name());
        user.put("email", profile.email());
        user.put("display_name", profile.displayName());
        return user;
    }
}
