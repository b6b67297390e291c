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
import dev.scopegate.admin.security.LoginTrail;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

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
    @Component
    public record Desk(
            LoginTokens tokens,
            Ids ids,
            FirstSights firstSights,
            LoginTrail trail,
            InstantSource clock,
            AccountsProperties properties) {}

    /**
     * Logs in.
     *
     * @param name the account's name, or its email address
     */
    public String logIn(String name, String password, Origin origin) {
        return enter(name, password, origin).whole();
    }

    /** The same, but an account that demands its passkey is led up to that. */
    public Entry enter(String name, String password, Origin origin) {
        Proved proved = match(name, password, origin);
        return enter(byPassword(proved.account().value()), proved.profile(), origin);
    }

    private Entry enter(Issuance issuance, Stored<AccountProfile> proved, Origin origin) {
        if (SecondFactor.isMissing(proved.value(), issuance)) {
            unlocked(issuance.account());
            desk.trail().halfway(issuance.account(), origin);
            return new Entry.Halfway(proved.value());
        }
        return new Entry.Open(open(issuance, proved, origin));
    }

    /** An account, with the profile that holds the password that was right: once it has changed, this proves nothing. */
    public record Proved(Stored<Account> account, Stored<AccountProfile> profile) {}

    /**
     * The account that a name and its password stand for, tried as often as a login may be.
     *
     * @throws RefusedException with one answer, whatever was wrong; 403 where the account demands its passkey too
     */
    public Proved prove(String name, String password, Origin origin) {
        Proved proved = match(name, password, origin);
        if (SecondFactor.isDemanded(proved.profile().value())) {
            desk.trail().halfway(proved.account().value().id(), origin);
            throw SecondFactor.refused();
        }
        return proved;
    }

    private Proved match(String name, String password, Origin origin) {
        Optional<Stored<Account>> account = name.length() > 254 ? Optional.empty() : find(name);
        Attempt.Taken attempt = begin(account.map(found -> found.value().id()), name, origin);
        Optional<Stored<AccountProfile>> profile = account.flatMap(
                found -> Reply.of(registry.credentials(found.value().id())));
        String hash = profile.map(held -> held.value().passwordHash()).orElse(null);
        if (!passwords.match(password, hash)
                || account.isEmpty()
                || profile.isEmpty()
                || account.get().value().locked()) {
            account.ifPresent(meant -> desk.trail().wrongPassword(meant.value().id(), origin));
            throw refused();
        }
        attempts.giveBack(attempt);
        return new Proved(account.get(), profile.get());
    }

    /**
     * Logs in whoever has just proved an identity; the caller has checked the proof.
     *
     * @throws RefusedException 401 where nobody has it and its scheme opens no accounts, or the account is locked; 403 where
     *     the account demands its passkey, and this is none
     */
    public String logIn(Identity proved, Origin origin) {
        return enter(proved, origin).whole();
    }

    /** The same, but an account that demands its passkey is led up to that. */
    public Entry enter(Identity proved, Origin origin) {
        Account account = desk.firstSights().accountOf(proved, origin).value();
        Stored<AccountProfile> profile = Reply.of(registry.credentials(account.id()))
                .filter(held -> held.value().identities().contains(proved))
                .orElseThrow(Logins::refused);
        Instant now = desk.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return enter(Issuance.to(proved, account.id(), "login", now), profile, origin);
    }

    /** The account that is {@linkplain #prove proved} alone, for one call. */
    public Stored<Account> check(String name, String password, Origin origin) {
        return prove(name, password, origin).account();
    }

    /** Takes one of the registrations that an address has; they cost a password's hash and a place in the store. */
    void admitRegistration(Origin origin) {
        attempts.admitRegistration(origin);
    }

    /** Checks a password again before something that it must protect. */
    public void confirm(Account account, AccountProfile profile, String password, Origin origin) {
        Attempt.Taken attempt = begin(Optional.of(account.id()), account.name(), origin);
        if (!passwords.match(password, profile.passwordHash())) {
            throw new RefusedException(Refusal.of(400, "invalid_credentials", "Invalid credentials."));
        }
        attempts.giveBack(attempt);
    }

    /**
     * Gives an account another password. Its user ids end with the old one: whoever knew that is out.
     *
     * @param check refuses where the profile, as it is when it is written, is not the one that was meant
     */
    Stored<AccountProfile> replacePassword(Author author, String password, Consumer<AccountProfile> check) {
        String hash = passwords.hash(password);
        String id = author.account();
        changes.write(() -> {
            Stored<Account> account = unlocked(id);
            Stored<AccountProfile> held = Reply.of(registry.credentials(id)).orElseThrow(Logins::refused);
            check.accept(held.value());
            Commit commit = Commit.by(id, "account.password", Subjects.account(id))
                    .from(author.origin().address())
                    .unchanged(account)
                    .unchanged(held);
            return new Draft<>(put(commit, held.value(), hash), id);
        });
        return Reply.of(registry.credentials(id))
                .filter(now -> hash.equals(now.value().passwordHash()))
                .orElseThrow(Logins::refused);
    }

    private Commit put(Commit commit, AccountProfile was, String hash) {
        Instant at = desk.clock().instant();
        return commit.put(UserIdSecrets.without(commit, was.withPasswordHash(hash, at), at));
    }

    private Stored<Account> unlocked(String id) {
        return Reply.of(registry.account(id))
                .filter(account -> !account.value().locked())
                .orElseThrow(Logins::refused);
    }

    /** How far the password leads that the account was just given, of which this profile is the proof. */
    Entry enter(Account account, Stored<AccountProfile> proved, Origin origin) {
        return enter(byPassword(account), proved, origin);
    }

    /** Likewise for whoever was logged in to the account already, and so has proved all that it demands. */
    String open(Account account, Stored<AccountProfile> proved, Origin origin) {
        return open(byPassword(account), proved, origin);
    }

    private Issuance byPassword(Account account) {
        Instant now = desk.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new Issuance(account.id(), null, null, "login", now);
    }

    private String open(Issuance issuance, Stored<AccountProfile> proved, Origin origin) {
        String account = issuance.account();
        Instant end = issuance.at().plus(desk.properties().loginLifetime());
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(), Validity.until(end));
        TokenRecord token = new TokenRecord(desk.ids().token(), TokenKind.LOGIN, issuance, terms, false, null);
        changes.write(() -> {
            Stored<Account> held = unlocked(account);
            if (Reply.of(registry.credentials(account))
                    .filter(profile -> profile.raw().equals(proved.raw()))
                    .isEmpty()) {
                throw refused();
            }
            return new Draft<>(
                    Commit.by(account, "account.login", Subjects.account(account))
                            .from(origin.address())
                            .unchanged(held)
                            .unchanged(proved)
                            .absentToken(token.id())
                            .put(token)
                            .after(JsonCodec.write(token)),
                    token);
        });
        return desk.tokens().sign(token.id(), account, issuance.at(), end);
    }

    private static RefusedException refused() {
        return new RefusedException(Refusal.of(401, "invalid_credentials", "Invalid credentials."));
    }

    private Attempt.Taken begin(Optional<String> account, String name, Origin origin) {
        return LoginAttempts.admitted(attempts.begin(account, name, origin));
    }

    private Optional<Stored<Account>> find(String name) {
        return name.indexOf('@') >= 0
                ? Reply.of(registry.accountByEmail(name))
                : Reply.of(registry.accountByLogin(name));
    }
}
