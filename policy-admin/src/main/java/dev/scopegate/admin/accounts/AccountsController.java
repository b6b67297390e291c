package dev.scopegate.admin.accounts;

import dev.scopegate.admin.accounts.AccountDirectory.Change;
import dev.scopegate.admin.accounts.AccountDirectory.Changed;
import dev.scopegate.admin.accounts.Accounts.NewAccount;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.RecordPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts in our own API, for those who manage users. */
@RestController
@RequestMapping("/api/v1/accounts")
final class AccountsController {

    private final AccountDirectory directory;
    private final Tokens tokens;

    AccountsController(AccountDirectory directory, Tokens tokens) {
        this.directory = directory;
        this.tokens = tokens;
    }

    @GetMapping
    Map<String, Object> list(
            Caller caller,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Integer count,
            @RequestParam(required = false) @Nullable String before) {
        RecordPage<Account> page = directory.find(caller, name, Cursor.of(count, before));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "accounts",
                page.records().stream().map(AccountsController::form).toList());
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        return answer;
    }

    @GetMapping("/{id}")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        return form(directory.require(caller, id));
    }

    /** What the account's owner can prove to be; his user ids are secrets. */
    @GetMapping("/{id}/identities")
    Map<String, @Nullable Object> identities(Caller caller, @PathVariable String id) {
        AccountProfile profile = directory.profile(caller, id);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("email", profile.email());
        answer.put("displayName", profile.displayName());
        answer.put("password", profile.passwordHash() != null);
        answer.put("secondFactor", SecondFactor.isDemanded(profile));
        answer.put(
                "identities",
                profile.shownIdentities().stream().map(Identity::text).toList());
        return answer;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> make(Caller caller, Body body) {
        NewAccount wanted = new NewAccount(
                body.text("username"), body.optionalText("password"), body.optionalText("email"), Set.of(), List.of());
        return form(directory.make(caller, wanted, change(body)));
    }

    @PatchMapping("/{id}")
    Map<String, Object> change(Caller caller, @PathVariable String id, Body body) {
        Changed changed = directory.change(caller, id, change(body), IfMatch.ANY);
        Map<String, Object> answer = form(changed.account());
        answer.put("acknowledged", changed.acknowledged());
        return answer;
    }

    private Change change(Body body) {
        List<String> permissions = body.optionalTexts("permissions");
        List<GrantedCapability> capabilities = TokenForm.capabilities(body.optionalObjects("capabilities"));
        if (capabilities != null) {
            tokens.refuseUnknownOperations(capabilities);
        }
        return new Change(
                permissions == null ? null : Set.copyOf(permissions), capabilities, body.optionalFlag("locked"));
    }

    private static Map<String, Object> form(Account account) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", account.id());
        form.put("username", account.name());
        form.put("permissions", account.permissions().stream().sorted().toList());
        form.put(
                "capabilities",
                account.capabilities().stream().map(TokenForm::write).toList());
        form.put("locked", account.locked());
        form.put("createdAt", account.createdAt().toString());
        return form;
    }
}
