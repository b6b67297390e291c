package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.admin.tokens.Tokens.Mint;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What happens to a token between its issue and its end: off, on, and a new secret. */
public final class TokenLife {

    private static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private final Custody custody;
    private final PolicyChanges changes;
    private final Mint mint;
    private final InstantSource clock;

    public TokenLife(Custody custody, PolicyChanges changes, Mint mint, InstantSource clock) {
        this.custody = custody;
        this.changes = changes;
        this.mint = mint;
        this.clock = clock;
    }

    /** Switches a token off or on; one that is revoked stays so. */
    public Switched disable(Caller caller, String id, boolean disabled) {
        var committed = changes.write(() -> {
            Stored<TokenRecord> held = custody.requireUnrevoked(caller, id);
            TokenRecord now = held.value().withDisabled(disabled);
            String action = disabled ? "token.disable" : "token.enable";
            return new Draft<>(
                    change(caller, action, held)
                            .put(now)
                            .before(JsonCodec.write(held.value()))
                            .after(JsonCodec.write(now)),
                    now);
        });
        return new Switched(committed.result(), committed.at());
    }

    /**
     * Gives a token a new secret.
     *
     * @param grace how long the old one stays valid beside it
     */
    public Issued rotate(Caller caller, String id, Duration grace) {
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            throw RefusedException.invalid(
                    "grace must be from 0 to " + LONGEST_GRACE.toSeconds() + " seconds, but was " + grace.toSeconds());
        }
        return changes.write(() -> {
                    Stored<TokenRecord> held = custody.requireUnrevoked(caller, id);
                    if (held.value().kind() == TokenKind.LOGIN) {
                        throw RefusedException.invalid("a login token cannot be rotated: log in again");
                    }
                    OpaqueToken secret = mint.secret(held.value().kind());
                    Commit commit = change(caller, "token.rotate", held)
                            .put(held.value())
                            .endDigests(
                                    id,
                                    grace.isZero()
                                            ? Instant.EPOCH
                                            : clock.instant().plus(grace))
                            .putDigest(mint.digests().of(secret.value()), id, null)
                            .after("{\"graceSeconds\":" + grace.toSeconds() + "}");
                    return new Draft<>(commit, new Issued(held.value(), secret));
                })
                .result();
    }

    private static Commit change(Caller caller, String action, Stored<TokenRecord> held) {
        return Commit.by(
                        caller.account().id(),
                        action,
                        Subjects.token(held.value().id()))
                .from(caller.origin().address())
                .unchanged(held);
    }

    /** A token as it is now, and the change that made it so. */
    public record Switched(TokenRecord token, ChangeId at) {}
}
