package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose tokens are whose. An administrator sees all, an account's own tokens see the account's, and every other token
 * sees itself and its descendants. What a caller may not see is not there.
 */
public final class Custody {

    private final Registry registry;

    public Custody(Registry registry) {
        this.registry = registry;
    }

    public Stored<TokenRecord> require(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> RefusedException.notFound("there is no such token"));
    }

    /** A token that can still be changed. */
    Stored<TokenRecord> requireUnrevoked(Caller caller, String id) {
        Stored<TokenRecord> held = require(caller, id);
        if (held.value().revocation() != null) {
            throw new RefusedException(Refusal.of(409, "revoked", "the token is revoked, which is final"));
        }
        return held;
    }

    public Optional<Stored<TokenRecord>> find(Caller caller, String id) {
        return Reply.of(registry.token(id)).filter(stored -> isIn(caller, stored.value()));
    }

    /** Those of them that the caller may see, by their ids. */
    public Map<String, TokenRecord> find(Caller caller, Collection<String> ids) {
        Map<String, TokenRecord> found = new HashMap<>(Reply.of(registry.tokens(ids)));
        found.values().removeIf(token -> !isIn(caller, token));
        return found;
    }

    /** Whoever can name a token by its value holds it. */
    public Optional<Stored<TokenRecord>> named(Optional<Lineage> byValue) {
        return byValue.flatMap(
                lineage -> Reply.of(registry.token(lineage.token().id())));
    }

    public boolean isIn(Caller caller, TokenRecord token) {
        if (caller.isAdministrator()) {
            return true;
        }
        boolean sameAccount = token.issuance().account().equals(caller.account().id());
        return sameAccount
                && (caller.actsForAccount() || descends(token, caller.token().id()));
    }

    private boolean descends(TokenRecord token, String ancestor) {
        TokenRecord each = token;
        for (int generation = 0; generation < Lineage.MAX_GENERATIONS; generation++) {
            if (each.id().equals(ancestor)) {
                return true;
            }
            String parent = each.issuance().parent();
            Optional<Stored<TokenRecord>> above = parent == null ? Optional.empty() : Reply.of(registry.token(parent));
            if (above.isEmpty()) {
                return false;
            }
            each = above.get().value();
        }
        return false;
    }
}
