package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.ForeignTokens.Asker;
import dev.scopegate.admin.tokens.ForeignTokens.Wanted;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.Registry;
import dev.scopegate.wire.grpc.GrpcStatus;
import dev.scopegate.wire.key.Ed25519Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one token that a key has through a client: the same as long as it is in force, and then another. */
final class UserTokens {

    private static final String API = "textile";
    private static final int ATTEMPTS = 5;

    private final FirstSights firstSights;
    private final ForeignTokens tokens;
    private final Records records;
    private final UserTokenForm form;
    private final @Nullable Duration lifetime;

    UserTokens(
            FirstSights firstSights,
            ForeignTokens tokens,
            Records records,
            UserTokenForm form,
            @Nullable Duration lifetime) {
        this.firstSights = firstSights;
        this.tokens = tokens;
        this.records = records;
        this.form = form;
        this.lifetime = lifetime;
    }

    /** Where it is looked up whether a value still names its record. */
    record Records(Registry registry, Digests digests, InstantSource clock) {}

    /**
     * A token with whether it was made just now.
     *
     * @param fresh false where it was there before
     */
    record Held(String value, boolean fresh) {

        @Override
        public String toString() {
            return "Held[secret]";
        }
    }

    /**
     * The token of whoever has just proved to hold a key; two who ask at once get the same.
     *
     * @throws CallRefusedException where the account is locked
     */
    Held tokenOf(Client client, Ed25519Key proved, Origin origin) {
        Identity identity = new Identity(Identity.ED25519, proved.text());
        Account account = firstSights.accountOf(identity, origin).value();
        if (account.locked()) {
            throw new CallRefusedException(GrpcStatus.PERMISSION_DENIED, "Account is locked");
        }
        String slot = "textile/" + client.id() + "/" + proved.text();
        for (int left = ATTEMPTS; ; left--) {
            Optional<TokenRecord> seen = tokens.held(account.id(), slot);
            Optional<String> value = seen.flatMap(this::standing);
            if (value.isPresent()) {
                return new Held(value.get(), false);
            }
            try {
                Wanted wanted = wanted(identity, account, client);
                Asker asker = new Asker(account.id(), origin);
                return new Held(tokens.replace(slot, seen, wanted, asker).value(), true);
            } catch (ConflictException e) {
                // Another request was quicker: then its token is there.
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    /** The record's value; nothing where it was made under another key, or has been given another secret. */
    private Optional<String> standing(TokenRecord token) {
        String value = form.of(token);
        return Reply.of(records.registry().tokenIdOf(records.digests().candidates(value)))
                .filter(token.id()::equals)
                .map(id -> value);
    }

    private Wanted wanted(Identity identity, Account account, Client client) {
        Instant now = records.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Issuance issuance =
                Issuance.to(identity, account.id(), client.name(), now).through(client.id());
        return new Wanted(issuance, API, Validity.until(lifetime == null ? null : now.plus(lifetime)), form::of);
    }
}
