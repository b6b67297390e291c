package dev.scopegate.admin.clients;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import dev.scopegate.wire.key.Multibase;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applications that obtain tokens for their users. An account manages its own, an administrator all; those of others are
 * not there. Tokens are judged together with their client, so that they are void the moment it is disabled or gone,
 * or its owner is locked or gone.
 */
public final class Clients {

    private static final int MOST = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 24;

    private final Registry registry;
    private final PolicyChanges changes;
    private final Digests digests;
    private final SecureRandom random;
    private final InstantSource clock;

    public Clients(
            Registry registry, PolicyChanges changes, Digests digests, SecureRandom random, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.digests = digests;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A client that was just made.
     *
     * @param secret shown this once; null where it signs nothing
     */
    public record Made(Client client, @Nullable String secret) {

        @Override
        public String toString() {
            return "Made[" + client + "]";
        }
    }

    /** Clients of an account, newest first: the caller's own, or for an administrator anyone's. */
    public List<Client> list(Caller caller, String account, int offset, int count) {
        return caller.isAdministrator() || account.equals(caller.account().id())
                ? Reply.of(registry.clientsOf(account, offset, count))
                : List.of();
    }

    public Made create(Caller caller, String name, boolean signed) {
        requireName(name);
        String secret = signed ? random(SECRET_BYTES) : null;
        Client client = new Client(
                random(ID_BYTES),
                caller.account().id(),
                name,
                secret == null ? null : digests.seal(secret),
                false,
                clock.instant());
        return changes.write(() -> {
                    if (!Reply.of(registry.clientsOf(client.owner(), MOST - 1, 1))
                            .isEmpty()) {
                        throw RefusedException.invalid("an account may have at most " + MOST + " clients");
                    }
                    Stored<Account> owner = Reply.of(registry.account(client.owner()))
                            .orElseThrow(() -> RefusedException.notFound("the account is gone"));
                    return new Draft<>(
                            change(caller, "client.create", client)
                                    .absentClient(client.id())
                                    .unchanged(owner)
                                    .put(client)
                                    .after(withoutSecret(client)),
                            new Made(client, secret));
                })
                .result();
    }

    public Client require(Caller caller, String id) {
        return stored(caller, id).value();
    }

    /** Suspends a client, or ends the suspension. */
    public Committed<Client> disable(Caller caller, String id, boolean disabled) {
        return changes.write(() -> {
            Stored<Client> held = stored(caller, id);
            Client now = held.value().withDisabled(disabled);
            return new Draft<>(
                    change(caller, disabled ? "client.disable" : "client.enable", now)
                            .unchanged(held)
                            .put(now)
                            .before(withoutSecret(held.value()))
                            .after(withoutSecret(now)),
                    now);
        });
    }

    /** Deletes a client; the tokens that were issued through it are void for good. */
    public Committed<Client> delete(Caller caller, String id) {
        return changes.write(() -> {
            Stored<Client> held = stored(caller, id);
            return new Draft<>(
                    change(caller, "client.delete", held.value())
                            .unchanged(held)
                            .delete(held.value())
                            .before(withoutSecret(held.value())),
                    held.value());
        });
    }

    /** The client that may obtain tokens under this id: not while it is disabled, or its owner locked or gone. */
    public Optional<Client> inForce(String id) {
        return find(id).map(Stored::value)
                .filter(client -> !client.disabled())
                .filter(client -> Reply.of(registry.account(client.owner()))
                        .filter(owner -> !owner.value().locked())
                        .isPresent());
    }

    /** What a client signs with; nothing where it signs nothing, or the pepper that hides it is lost. */
    public Optional<byte[]> secretOf(Client client) {
        return Optional.ofNullable(client.sealedSecret())
                .flatMap(digests::unseal)
                .flatMap(Multibase::decode);
    }

    private static void requireName(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "'name' must have from 1 to " + LONGEST_NAME + " characters and no control characters");
        }
    }

    private Stored<Client> stored(Caller caller, String id) {
        return find(id).filter(held -> caller.isAdministrator()
                        || held.value().owner().equals(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("there is no such client"));
    }

    /** Only what an id can look like is looked up. */
    private Optional<Stored<Client>> find(String id) {
        boolean possible = id.length() >= 2
                && id.length() <= 64
                && id.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'));
        return possible ? Reply.of(registry.client(id)) : Optional.empty();
    }

    private static Commit change(Caller caller, String action, Client client) {
        return Commit.by(caller.account().id(), action, Subjects.client(client.id()))
                .from(caller.origin().address());
    }

    /** Even sealed, a secret is nobody's to read in the audit log. */
    private static String withoutSecret(Client client) {
        return JsonCodec.write(
                new Client(client.id(), client.owner(), client.name(), null, client.disabled(), client.createdAt()));
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Multibase.base32(bytes);
    }
}
