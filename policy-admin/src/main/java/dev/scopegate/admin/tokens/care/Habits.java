package dev.scopegate.admin.tokens.care;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.TokenChange;
import dev.scopegate.admin.tokens.TokenChanges;
import dev.scopegate.admin.tokens.TokenLife.Switched;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Allowance;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Link;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What tokens do with what they may do, and taking away from them what they never needed. */
public final class Habits {

    private final Remains remains;
    private final TokenChanges changes;
    private final Catalogues catalogues;
    private final Function<String, Map<String, Long>> uses;

    /**
     * Tells habits from counts.
     *
     * @param uses calls that a token was permitted, by operation, or by method and path where no catalogue names one
     */
    public Habits(
            Remains remains, TokenChanges changes, Catalogues catalogues, Function<String, Map<String, Long>> uses) {
        this.remains = remains;
        this.changes = changes;
        this.catalogues = catalogues;
        this.uses = uses;
    }

    /** Of its own capabilities, or else of its access list's. */
    public Habit of(Caller caller, String id) {
        return Habit.of(granted(remains.grant(caller, id)), uses.apply(id), catalogues::find);
    }

    /**
     * Takes away what the token never used. One that draws on an access list gets capabilities of its own, so that no
     * other token loses anything.
     *
     * @param seen texts of the capabilities that the caller saw would go; empty where he did not look
     */
    public Switched narrow(Caller caller, String id, Set<String> seen) {
        Habit habit = of(caller, id);
        if (habit.unused().isEmpty()) {
            throw new RefusedException(Refusal.of(409, "nothing_unused", "the token has used all that it may do"));
        }
        Set<String> goes = new HashSet<>();
        habit.unused().forEach(each -> goes.add(each.capability().text()));
        if (!seen.isEmpty() && !seen.equals(goes)) {
            throw new RefusedException(
                    Refusal.of(409, "changed", "by now the token has used other capabilities: look again"));
        }
        return changes.change(caller, id, TokenChange.covering(habit.kept()));
    }

    /** Where neither names capabilities, the token leaves that to its account. */
    private static List<GrantedCapability> granted(Grant grant) {
        return grant.links().stream()
                .filter(link -> link.kind() == Link.Kind.TOKEN || link.kind() == Link.Kind.ACCESS_LIST)
                .filter(link -> link.capabilities() != null)
                .findFirst()
                .map(Habits::granted)
                .orElse(List.of());
    }

    private static List<GrantedCapability> granted(Link link) {
        List<Allowance> capabilities = link.capabilities() == null ? List.of() : link.capabilities();
        boolean own = link.kind() == Link.Kind.TOKEN;
        return capabilities.stream()
                .map(allowance -> new GrantedCapability(
                        allowance.capability(),
                        own ? allowance.meters().stream().map(Meter::limit).toList() : List.of()))
                .toList();
    }
}
