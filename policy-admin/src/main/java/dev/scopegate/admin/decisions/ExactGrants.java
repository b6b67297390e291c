package dev.scopegate.admin.decisions;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.decisions.Remedy.Impossible;
import dev.scopegate.admin.decisions.Remedy.Possible;
import dev.scopegate.admin.decisions.Remedy.Step;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Commit;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets one refused call pass, and no other: all that takes, in one change. */
public final class ExactGrants {

    private final Remedies remedies;
    private final Authenticator authenticator;
    private final Custody custody;
    private final PolicyChanges changes;
    private final Desk desk;

    public ExactGrants(
            Remedies remedies, Authenticator authenticator, Custody custody, PolicyChanges changes, Desk desk) {
        this.remedies = remedies;
        this.authenticator = authenticator;
        this.custody = custody;
        this.changes = changes;
        this.desk = desk;
    }

    /** Where records are read, and how the gateways hear of a change. */
    public record Desk(Registry registry, Acknowledgement acknowledgement) {}

    /** What was granted, and how far the gateways know. */
    public record Done(List<Step> steps, Acknowledged acknowledged) {}

    /** What {@link #grant} would do. */
    public Remedy remedy(Caller caller, Lineage lineage, AccessRequest call) {
        return remedies.find(caller, lineage, call);
    }

    /**
     * Grants it.
     *
     * @param expected what the caller saw would be written to; none where he did not look
     */
    public Done grant(Caller caller, String tokenId, AccessRequest call, Set<String> expected) {
        var committed = changes.write(() -> {
            Lineage lineage = authenticator
                    .resolveId(tokenId)
                    .filter(found -> custody.isIn(caller, found.token()))
                    .orElseThrow(() -> RefusedException.notFound("there is no such token, or it is not yours"));
            Possible remedy = switch (remedies.find(caller, lineage, call)) {
                case Impossible(Refusal why) -> throw new RefusedException(why);
                case Possible possible -> possible;
            };
            if (!expected.isEmpty() && !expected.equals(Set.copyOf(remedy.subjects()))) {
                throw new RefusedException(
                        Refusal.of(409, "changed", "by now something else would have to be changed: look again"));
            }
            Commit commit = Commit.by(caller.account().id(), "decision.grant", Subjects.token(tokenId))
                    .from(caller.origin().address());
            return new Draft<>(write(commit, remedy.steps()), remedy.steps());
        });
        return new Done(committed.result(), desk.acknowledgement().await(committed.at()));
    }

    private Commit write(Commit commit, List<Step> steps) {
        List<Written> all = steps.stream().map(step -> write(commit, step)).toList();
        return commit.before(joined(all.stream().map(Written::before)))
                .after(joined(all.stream().map(Written::after)));
    }

    private Written write(Commit commit, Step step) {
        String id = step.link().id();
        Registry registry = desk.registry();
        return switch (step.link().kind()) {
            case TOKEN, PARENT -> token(commit, held(registry.token(id)), step.adds());
            case ACCESS_LIST -> list(commit, held(registry.accessList(id)), step.adds());
            case ACCOUNT -> account(commit, held(registry.account(id)), step.adds());
        };
    }

    private static Written token(Commit commit, Stored<TokenRecord> held, GrantedCapability adds) {
        Terms terms = held.value().terms();
        TokenRecord now = held.value().withTerms(terms.covering(Widening.with(terms.capabilities(), adds)));
        commit.unchanged(held).put(now);
        return new Written(JsonCodec.write(held.value()), JsonCodec.write(now));
    }

    private static Written list(Commit commit, Stored<AccessList> held, GrantedCapability adds) {
        AccessList now = held.value().covering(Widening.with(held.value().capabilities(), adds));
        commit.unchanged(held).put(now);
        return new Written(JsonCodec.write(held.value()), JsonCodec.write(now));
    }

    private static Written account(Commit commit, Stored<Account> held, GrantedCapability adds) {
        Account now = held.value().covering(Widening.with(held.value().capabilities(), adds));
        commit.unchanged(held).put(now);
        return new Written(JsonCodec.write(held.value()), JsonCodec.write(now));
    }

    private static <T> Stored<T> held(CompletionStage<Optional<Stored<T>>> read) {
        return Reply.of(read)
                .orElseThrow(() -> new ConflictException("what is to be widened was there a moment ago, but is gone"));
    }

    private static String joined(Stream<String> records) {
        List<String> all = records.toList();
        return all.size() == 1 ? all.getFirst() : all.stream().collect(Collectors.joining(",", "[", "]"));
    }

    /** A record before and after, as JSON. */
    private record Written(String before, String after) {}
}
