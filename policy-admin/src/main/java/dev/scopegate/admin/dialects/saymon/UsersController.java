package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Credentials;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Users as SAYMON speaks of them: each has one authentication token, or none. */
@RestController
@Speaks(UsersController.API)
@Credentials({"query:api-token", "cookie:" + SessionCookies.SESSION, "basic"})
@RequestMapping("/node/api/users")
final class UsersController {

    static final String API = "saymon";

    /** Where an account's profile remembers its token. */
    private static final String SLOT = "saymon";

    private final ForeignTokens tokens;
    private final Registry registry;
    private final InstantSource clock;

    UsersController(ForeignTokens tokens, Registry registry, InstantSource clock) {
        this.tokens = tokens;
        this.registry = registry;
        this.clock = clock;
    }

    /** Makes a user's token. The one before ends with it. */
    @PostMapping(path = "/{id}/auth-token", produces = MediaType.APPLICATION_JSON_VALUE)
    String create(Caller caller, @PathVariable String id) {
        if (managed(caller, id).locked()) {
            throw new RefusedException(Refusal.forbidden("The user is locked."));
        }
        Issuance issuance = new Issuance(id, null, null, "SAYMON authentication token", clock.instant());
        Wanted wanted = new Wanted(issuance, API, Validity.UNBOUND, UsersController::value);
        return quoted(tokens.replace(SLOT, wanted, asker(caller)).value());
    }

    @DeleteMapping("/{id}/auth-token")
    void delete(Caller caller, @PathVariable String id) {
        managed(caller, id);
        tokens.withdraw(id, SLOT, asker(caller));
    }

    /** The caller. The token is named by its public id: its value was shown once and is kept nowhere. */
    @GetMapping("/current")
    Map<String, Object> current(Caller caller) {
        Account account = caller.account();
        TreeSet<String> permissions = new TreeSet<>(account.permissions());
        if (account.isAdministrator()) {
            permissions.add(Account.MANAGE_USERS);
        }
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", account.id());
        user.put("login", account.name());
        user.put("permissions", permissions);
        user.put(
                "authenticationToken",
                tokens.held(account.id(), SLOT).map(TokenRecord::id).orElse(null));
        return user;
    }

    /** The user whose token the caller may make and end. */
    private Account managed(Caller caller, String id) {
        boolean mayManage = caller.account().isAdministrator()
                || caller.account().permissions().contains(Account.MANAGE_USERS);
        if (!mayManage) {
            throw new RefusedException(Refusal.forbidden("Permission required: " + Account.MANAGE_USERS));
        }
        if (!caller.actsForAccount()) {
            throw new RefusedException(
                    Refusal.forbidden("Users are managed with a login, not by a token with a part of its power."));
        }
        Account user = Reply.of(registry.account(id))
                .map(Stored::value)
                .orElseThrow(() -> RefusedException.notFound("User not found."));
        if (user.isAdministrator() && !caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("Permission required: " + Account.ADMINISTRATOR));
        }
        return user;
    }

    /** Version 4 of RFC 9562: 122 random bits. */
    static String value(TokenRecord token) {
        return UUID.randomUUID().toString();
    }

    /** The value as JSON. */
    static String quoted(String value) {
        return "\"" + value + "\"";
    }

    private static Asker asker(Caller caller) {
        return new Asker(caller.account().id(), caller.origin());
    }
}
