package dev.scopegate.admin.accounts;

import dev.scopegate.admin.accounts.LoginAttempts.Attempt;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.LoginTokens;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a name and a password into a login token, or into one answer that does not tell what was wrong. */
public final class Logins {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Passwords passwords;
    private final LoginAttempts attempts;
    private final Desk desk;

    public Logins(Registry registry, PolicyChanges changes, Passwords passwords, LoginAttempts attempts, Desk desk) {
        this.registry = registry;
        this.changes = changes;
        this.passwords = passwords;
        this.attempts = attempts;
        this.desk = desk;
    }

    /** What login tokens are made with. */
    public record Desk(LoginTokens tokens, Ids ids, InstantSource clock, Duration lifetime) {}

    /**
     * Logs in.
     *
     * @param name the account's name, or its email address
     */
    public String logIn(String name, String password, Origin origin) {
        Attempt.Taken attempt = begin(name, origin);
        Optional<Stored<Account>> account = name.length() > 254 ? Optional.empty() : find(name);
        Optional<String> hash = account.flatMap(
                        found -> Reply.of(registry.credentials(found.value().id())))
                .map(Stored::value)
                .flatMap(profile -> Optional.ofNullable(profile.passwordHash()));
        if (!passwords.match(password, hash.orElse(null))
                || account.isEmpty()
                || account.get().value().locked()) {
            throw new RefusedException(Refusal.of(401, "invalid_credentials", "Invalid credentials."));
        }
        attempts.giveBack(attempt);
        return open(account.get().value(), origin);
    }

    /** Checks a password again before something that it must protect. */
    void confirm(Account account, AccountProfile profile, String password, Origin origin) {
        Attempt.Taken attempt = begin(account.name(), origin);
        if (!passwords.match(password, profile.passwordHash())) {
            throw new RefusedException(Refusal.of(400, "invalid_credentials", "Invalid credentials."));
        }
        attempts.giveBack(attempt);
    }

    /** A login token for an account that has just proved who it is. */
    String open(Account account, Origin origin) {
        Instant now = desk.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(desk.lifetime());
        Issuance issuance = new Issuance(account.id(), null, null, "login", now);
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(), Validity.until(end));
        TokenRecord token = new TokenRecord(desk.ids().token(), TokenKind.LOGIN, issuance, terms, false, null);
        changes.write(() -> {
            Stored<Account> held = Reply.of(registry.account(account.id()))
                    .filter(stored -> !stored.value().locked())
                    .orElseThrow(
                            () -> new RefusedException(Refusal.of(401, "invalid_credentials", "Invalid credentials.")));
            return new Draft<>(
                    Commit.by(account.id(), "account.login", Subjects.account(account.id()))
                            .from(origin.address())
                            .unchanged(held)
                            .absentToken(token.id())
                            .put(token)
                            .after(JsonCodec.write(token)),
                    token);
        });
        return desk.tokens().sign(token.id(), account.id(), now, end);
    }

    private Attempt.Taken begin(String name, Origin origin) {
        return switch (attempts.begin(name, origin)) {
            case Attempt.Taken taken -> taken;
            case Attempt.TooMany(Duration wait) ->
                throw new RefusedException(Refusal.of(429, "too_many_attempts", "Too many attempts.")
                        .after(wait));
        };
    }

    private Optional<Stored<Account>> find(String name) {
        return name.indexOf('@') >= 0
                ? Reply.of(registry.accountByEmail(name))
                : Reply.of(registry.accountByLogin(name));
    }
}
