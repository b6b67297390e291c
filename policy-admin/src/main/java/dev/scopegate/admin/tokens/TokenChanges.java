package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.policy.token.Delegation;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.function.Function;

/**
 * Changes what a token may do, from the next call on. A child stays within its parent; a token that does not stand for its
 * account can narrow itself, never widen.
 */
public final class TokenChanges {

    private final Registry registry;
    private final Custody custody;
    private final PolicyChanges changes;
    private final Tokens tokens;
    private final Delegation delegation;

    public TokenChanges(
            Registry registry, Custody custody, PolicyChanges changes, Tokens tokens, Catalogues catalogues) {
        this.registry = registry;
        this.custody = custody;
        this.changes = changes;
        this.tokens = tokens;
        this.delegation = new Delegation(catalogues::find);
    }

    /** Changes what is not null. */
    public Switched change(Caller caller, String id, TokenChange wanted) {
        return change(caller, id, wanted, IfMatch.ANY);
    }

    /**
     * The same.
     *
     * @param from the version that the change was made from; another is not overwritten
     */
    public Switched change(Caller caller, String id, TokenChange wanted, IfMatch from) {
        if (wanted.capabilities() != null) {
            tokens.refuseUnknownOperations(wanted.capabilities());
        }
        return write(caller, id, "token.change", held -> {
            from.check(EntityTag.of(held.raw()));
            if (wanted.isOfPower()) {
                refuseOthers(held.value());
            }
            return wanted.of(held.value());
        });
    }

    /**
     * Changes a token by what it is when the change is written.
     *
     * @param edit gives the token as it is to be; called anew after each conflict
     */
    public Switched write(Caller caller, String id, String action, Function<Stored<TokenRecord>, TokenRecord> edit) {
        var committed = changes.write(() -> {
            Stored<TokenRecord> held = custody.requireUnrevoked(caller, id);
            TokenRecord was = held.value();
            TokenRecord now = edit.apply(held);
            refuseExcess(caller, was, now);
            return new Draft<>(
                    Commit.by(caller.account().id(), action, Subjects.token(id))
                            .from(caller.origin().address())
                            .unchanged(held)
                            .put(now)
                            .before(JsonCodec.write(was))
                            .after(JsonCodec.write(now)),
                    now);
        });
        return new Switched(committed.result(), committed.at());
    }

    /** A login or another system's token stands for its account, whatever its terms say. */
    private static void refuseOthers(TokenRecord token) {
        if (token.kind() != TokenKind.CAPABILITY && token.kind() != TokenKind.ACCESS_LIST) {
            throw RefusedException.invalid(
                    "this token stands for its account: only tokens with capabilities or an access list are changed");
        }
    }

    private void refuseExcess(Caller caller, TokenRecord was, TokenRecord now) {
        boolean itself = !caller.actsForAccount() && caller.token().id().equals(was.id());
        if (itself) {
            delegation.excess(now.terms(), was.terms()).ifPresent(excess -> {
                throw new RefusedException(
                        Refusal.forbidden("a token can narrow itself, but not widen what it may do"));
            });
        }
        String parent = now.issuance().parent();
        if (parent != null && !now.terms().equals(was.terms())) {
            Reply.of(registry.token(parent))
                    .flatMap(above ->
                            delegation.excess(now.terms(), above.value().terms()))
                    .ifPresent(excess -> {
                        throw new RefusedException(
                                Refusal.of(400, "exceeds_parent", "this token cannot be changed so: " + excess));
                    });
        }
    }
}
