package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens. A token that stands for an account issues tokens of that account; any other issues only children of
 * itself, which can do no more than it can and are charged to it too.
 */
public final class Tokens {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Catalogues catalogues;
    private final Mint mint;
    private final InstantSource clock;

    public Tokens(Registry registry, PolicyChanges changes, Catalogues catalogues, Mint mint, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.catalogues = catalogues;
        this.mint = mint;
        this.clock = clock;
    }

    /** What new secrets and names are made with. */
    public record Mint(Ids ids, SecureRandom random, Digests digests) {

        OpaqueToken secret(TokenKind kind) {
            return OpaqueToken.generate(kind, random);
        }
    }

    /**
     * Issues a token.
     *
     * @throws RefusedException where the request names what does not exist or asks for more than a parent holds
     */
    public Issued issue(Caller caller, TokenRequest request) {
        TokenKind kind = request.accessList() == null ? TokenKind.CAPABILITY : TokenKind.ACCESS_LIST;
        if (kind == TokenKind.CAPABILITY && request.capabilities() == null) {
            throw RefusedException.invalid("a token needs 'capabilities' or an 'accessList'");
        }
        if (request.capabilities() != null) {
            refuseUnknownOperations(request.capabilities());
        }
        Terms terms = caller.actsForAccount() ? request.standalone() : childTerms(caller, request);
        OpaqueToken secret = mint.secret(kind);
        Issuance issuance = new Issuance(
                caller.account().id(),
                caller.actsForAccount() ? null : caller.token().id(),
                request.accessList(),
                request.description(),
                clock.instant());
        TokenRecord token = new TokenRecord(mint.ids().token(), kind, issuance, terms, false, null);
        return changes.write(() -> draft(caller, token, secret)).result();
    }

    private Draft<Issued> draft(Caller caller, TokenRecord token, OpaqueToken secret) {
        Commit commit = Commit.by(caller.account().id(), "token.issue", Subjects.token(token.id()))
                .from(caller.origin().address())
                .absentToken(token.id())
                .unchanged(liveAccount(caller.account().id()))
                .put(token)
                .putDigest(mint.digests().of(secret.value()), token.id(), null)
                .after(JsonCodec.write(token));
        if (token.issuance().parent() != null) {
            commit.unchanged(liveToken(token.issuance().parent()));
        }
        if (token.issuance().accessList() != null) {
            commit.unchanged(ownList(caller, token.issuance().accessList()));
        }
        return new Draft<>(commit, new Issued(token, secret));
    }

    private Terms childTerms(Caller caller, TokenRequest request) {
        if (caller.lineage().generations().size() >= Lineage.MAX_GENERATIONS) {
            throw RefusedException.invalid(
                    "a token may have at most " + (Lineage.MAX_GENERATIONS - 1) + " ancestors, and this one has them");
        }
        Terms own = caller.token().terms();
        Terms parent = new Terms(
                own.capabilities(),
                own.limits(),
                own.networks(),
                own.audience(),
                caller.grant().validity());
        Terms child = request.below(parent);
        if (!child.validity().isWithin(parent.validity())) {
            throw new RefusedException(
                    Refusal.of(400, "outlives_parent", "a token cannot outlive the one that issues it"));
        }
        new Delegation(catalogues::find).excess(child, parent).ifPresent(excess -> {
            throw new RefusedException(Refusal.of(400, "exceeds_parent", "this token cannot be issued: " + excess));
        });
        return child;
    }

    /** An operation that no catalogue lists would be a capability that never covers anything. */
    public void refuseUnknownOperations(List<GrantedCapability> capabilities) {
        catalogues.unknown(capabilities).stream().findFirst().ifPresent(ref -> {
            throw RefusedException.invalid("operation must be listed in a catalogue, but '" + ref + "' is not");
        });
    }

    private Stored<Account> liveAccount(String id) {
        return Reply.of(registry.account(id))
                .filter(stored -> !stored.value().locked())
                .orElseThrow(() -> new RefusedException(Refusal.of(Reason.REVOKED_TOKEN)));
    }

    private Stored<TokenRecord> liveToken(String id) {
        return Reply.of(registry.token(id))
                .filter(stored -> stored.value().revocation() == null)
                .orElseThrow(() -> new RefusedException(Refusal.of(Reason.REVOKED_TOKEN)));
    }

    private Stored<AccessList> ownList(Caller caller, @Nullable String id) {
        return Reply.of(registry.accessList(String.valueOf(id)))
                .filter(stored -> stored.value().owner().equals(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("there is no such access list"));
    }

    /** A token that was just made, with the secret that is shown this once. */
    public record Issued(TokenRecord token, OpaqueToken secret) {}
}
