package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Accounts, as their owners see them: made, described, and given other passwords. */
public final class Accounts {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Passwords passwords;
    private final Logins logins;
    private final Office office;

    public Accounts(Registry registry, PolicyChanges changes, Passwords passwords, Logins logins, Office office) {
        this.registry = registry;
        this.changes = changes;
        this.passwords = passwords;
        this.logins = logins;
        this.office = office;
    }

    /** What accounts are made with. */
    public record Office(
            AccountsProperties properties, Ids ids, InstantSource clock, Revocations revocations, MailboxMoves moves) {}

    /** Makes an account for whoever asks, and logs it in. */
    public String register(String name, String password, @Nullable String email, Origin origin) {
        if (!office.properties().registration()) {
            throw new RefusedException(Refusal.forbidden("Registration is disabled."));
        }
        logins.admitRegistration(origin);
        Account account = make(
                new NewAccount(
                        name, password, email, Set.of(), office.properties().granted()),
                origin);
        return logins.open(account, Reply.of(registry.credentials(account.id())).orElseThrow(Accounts::gone), origin);
    }

    /** Makes an account of any power: for {@link #register} and for the set-up. */
    public Account make(NewAccount wanted, Origin origin) {
        return make(wanted, null, origin);
    }

    /**
     * Makes an account of any power.
     *
     * @param maker id of the account that makes it; null where it makes itself
     */
    Account make(NewAccount wanted, @Nullable String maker, Origin origin) {
        String name = AccountRules.name(wanted.name());
        String email = wanted.email() == null ? null : AccountRules.email(wanted.email());
        refuseTaken(name, email);
        String hash = wanted.password() == null ? null : passwords.hash(wanted.password());
        Account account = new Account(
                office.ids().account(),
                name,
                wanted.permissions(),
                wanted.capabilities(),
                List.of(),
                false,
                office.clock().instant());
        AccountProfile profile =
                AccountProfile.of(account.id(), email, hash, office.clock().instant());
        return changes.write(() -> {
                    refuseTaken(name, email);
                    String actor = maker == null ? account.id() : maker;
                    Commit commit = Commit.by(actor, "account.register", Subjects.account(account.id()))
                            .from(origin.address())
                            .absentAccount(account.id())
                            .absentLogin(name)
                            .put(account)
                            .put(profile)
                            .after(JsonCodec.write(account));
                    return new Draft<>(email == null ? commit : commit.absentEmail(email), account);
                })
                .result();
    }

    /** An account to be made; without a password it can be used by its tokens alone. Its text shows none. */
    public record NewAccount(
            String name,
            @Nullable String password,
            @Nullable String email,
            Set<String> permissions,
            List<GrantedCapability> capabilities) {

        @Override
        public String toString() {
            return "NewAccount[" + name + "]";
        }
    }

    public AccountProfile profile(Caller caller) {
        return stored(caller).value();
    }

    /**
     * Changes what is not null. An empty email address takes it away; where one was, it is told of another.
     *
     * @param proof as {@link FreshProof} has it, for another email address: whoever reads its mail can set the password
     */
    public AccountProfile describe(
            Caller caller, @Nullable String displayName, @Nullable String email, @Nullable Body proof) {
        requireOwner(caller);
        Description wanted = Description.parse(displayName, email);
        if (wanted.namesEmail()) {
            office.moves().attempts().admitProof(caller.origin());
        }
        AccountProfile before = profile(caller);
        boolean proved = wanted.movesEmail(before) && office.moves().proofs().checkWhereAsked(caller, before, proof);
        Moved moved = changes.write(() -> describing(caller, wanted, proved)).result();
        if (moved.from() != null) {
            office.moves().former().tell(moved.from(), caller.account());
        }
        return moved.now();
    }

    /** A profile, and the mailbox that is its no more. */
    private record Moved(@Nullable String from, AccountProfile now) {}

    private Draft<Moved> describing(Caller caller, Description wanted, boolean proved) {
        Stored<AccountProfile> held = stored(caller);
        AccountProfile was = held.value();
        boolean move = wanted.movesEmail(was);
        if (move && !proved && FreshProof.isAsked(was)) {
            throw FreshProof.missing();
        }
        AccountProfile now = wanted.of(was, office.clock().instant());
        Commit commit = change(caller, "account.describe", held).put(now);
        return new Draft<>(move ? moveEmail(commit, was, now) : commit, new Moved(move ? was.email() : null, now));
    }

    private Commit moveEmail(Commit commit, AccountProfile was, AccountProfile now) {
        if (was.email() != null) {
            commit.forgetEmail(was.email());
        }
        if (now.email() != null) {
            refuseTakenEmail(now.email());
            commit.absentEmail(now.email());
        }
        return commit;
    }

    /** Changes the password and ends every login, this one included: whoever knew the old one is out. */
    public void changePassword(Caller caller, String oldPassword, String newPassword) {
        exchangePassword(caller, oldPassword, newPassword);
    }

    /** The same for a browser that stays: its login ends too, and it gets another. */
    public String changePasswordAndStay(Caller caller, String oldPassword, String newPassword) {
        return logins.open(caller.account(), exchangePassword(caller, oldPassword, newPassword), caller.origin());
    }

    private Stored<AccountProfile> exchangePassword(Caller caller, String oldPassword, String newPassword) {
        requireOwner(caller);
        AccountProfile confirmed = profile(caller);
        logins.confirm(caller.account(), confirmed, oldPassword, caller.origin());
        return replacePassword(Author.of(caller), newPassword, held -> requireSame(confirmed, held));
    }

    private static void requireSame(AccountProfile confirmed, AccountProfile held) {
        if (!Objects.equals(confirmed.passwordHash(), held.passwordHash())) {
            throw RefusedException.invalid("the password was changed meanwhile");
        }
    }

    /**
     * Gives an account another password for whoever has proved to be its owner otherwise, and says how far it leads.
     *
     * @param check refuses where the profile, as it is when it is written, is not the one that was meant
     */
    public Entry resetPassword(String account, String password, Consumer<AccountProfile> check, Origin origin) {
        Stored<AccountProfile> now = replacePassword(new Author(account, origin), password, check);
        return logins.enter(
                Reply.of(registry.account(account)).orElseThrow(Accounts::gone).value(), now, origin);
    }

    private Stored<AccountProfile> replacePassword(Author author, String password, Consumer<AccountProfile> check) {
        Stored<AccountProfile> now = logins.replacePassword(author, password, check);
        office.revocations().endLogins(author, "password changed");
        return now;
    }

    /** What a narrower token may call is one thing; the account is its owner's. */
    private static void requireOwner(Caller caller) {
        if (!caller.actsForAccount()) {
            throw new RefusedException(Refusal.forbidden("This needs a login, not a token with a part of its power."));
        }
    }

    private static Commit change(Caller caller, String action, Stored<AccountProfile> held) {
        return Commit.by(
                        caller.account().id(),
                        action,
                        Subjects.account(caller.account().id()))
                .from(caller.origin().address())
                .unchanged(held);
    }

    private Stored<AccountProfile> stored(Caller caller) {
        return Reply.of(registry.credentials(caller.account().id())).orElseThrow(Accounts::gone);
    }

    private void refuseTaken(String name, @Nullable String email) {
        if (Reply.of(registry.accountByLogin(name)).isPresent()) {
            throw RefusedException.invalid("Username already exists.");
        }
        if (email != null) {
            refuseTakenEmail(email);
        }
    }

    private void refuseTakenEmail(String email) {
        if (Reply.of(registry.accountByEmail(email)).isPresent()) {
            throw RefusedException.invalid("Email already exists.");
        }
    }

    static RefusedException gone() {
        return RefusedException.notFound("the account has no profile");
    }
}
