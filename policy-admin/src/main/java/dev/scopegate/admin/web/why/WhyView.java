package dev.scopegate.admin.web.why;

import dev.scopegate.admin.decisions.Explanations.Explained;
import dev.scopegate.admin.decisions.Remedy;
import dev.scopegate.admin.decisions.Remedy.Impossible;
import dev.scopegate.admin.decisions.Remedy.Possible;
import dev.scopegate.admin.decisions.Remedy.Step;
import dev.scopegate.admin.web.forms.Words;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A decision and its grounds, in plain words.
 *
 * @param style of its badge
 * @param verdict in one sentence
 * @param operation the operation that the call is, or null where no catalogue knows it
 * @param limits what the call would be charged to, and what is left
 * @param steps what would make it pass; empty where nothing can be granted
 * @param subjects what those would be written to
 * @param unable why nothing can be granted; empty where nothing needs to be
 */
public record WhyView(
        String style,
        String verdict,
        @Nullable Operation operation,
        List<LinkView> links,
        List<String> limits,
        List<String> steps,
        List<String> subjects,
        String unable) {

    static WhyView of(Explained explained, Remedy remedy, AccessRequest call) {
        List<LinkView> links = explained.explanation().chain().stream()
                .map(trace -> LinkView.of(trace, explained.lineage(), call))
                .toList();
        Operation operation = explained.explanation().decision().operation();
        return switch (explained.explanation().decision()) {
            case Permit permit -> permitted(explained, permit, links);
            case Deny deny -> refused(deny, operation, links, stepsOf(remedy, explained), remedy);
        };
    }

    private static WhyView refused(
            Deny deny, @Nullable Operation operation, List<LinkView> links, List<String> steps, Remedy remedy) {
        return new WhyView(
                "badge-bad",
                verdict(deny),
                operation,
                links,
                List.of(),
                steps,
                remedy instanceof Possible possible ? possible.subjects() : List.of(),
                remedy instanceof Impossible impossible ? impossible.why().text() : "");
    }

    private static List<String> stepsOf(Remedy remedy, Explained explained) {
        return switch (remedy) {
            case Possible possible ->
                possible.steps().stream().map(step -> text(step, explained)).toList();
            case Impossible impossible -> List.of();
        };
    }

    private static WhyView permitted(Explained explained, Permit permit, List<LinkView> links) {
        Set<String> due = permit.due().stream().map(Meter::id).collect(Collectors.toSet());
        List<Balance> charged = explained.balances().stream()
                .filter(balance -> due.contains(balance.meter().id()))
                .toList();
        boolean left = charged.stream().allMatch(balance -> balance.remaining() >= permit.cost());
        return new WhyView(
                left ? "badge-ok" : "badge-warn",
                left
                        ? "This call passes."
                        : "Every link covers this call, but a limit is used up: it is refused until there is some left.",
                permit.operation(),
                links,
                charged.stream().map(WhyView::text).toList(),
                List.of(),
                List.of(),
                "");
    }

    private static String verdict(Deny deny) {
        return "This call is refused: "
                + switch (deny.reason()) {
                    case REVOKED_TOKEN -> "the token is revoked, or what it depends on is gone.";
                    case DISABLED_TOKEN -> "the token, its account or its client is disabled for now.";
                    default -> deny.reason().text() + ".";
                };
    }

    /** Whether a capability is all that is missing. */
    static boolean isMissing(Explained explained) {
        return explained.explanation().decision() instanceof Deny deny && deny.reason() == Reason.NO_CAPABILITY;
    }

    private static String text(Balance balance) {
        return Words.count(balance.remaining(), "call") + " left of "
                + Words.of(balance.meter().limit());
    }

    private static String text(Step step, Explained explained) {
        String link = LinkView.title(step.link(), explained.lineage());
        String adds = "“" + step.adds().capability().text() + "” is added to " + lower(link);
        String limits = step.adds().limits().isEmpty()
                ? ""
                : ", with the limits that its parent has ("
                        + Words.of(step.adds().limits()) + ")";
        return adds + limits + reach(step) + ".";
    }

    private static String lower(String title) {
        return Character.toLowerCase(title.charAt(0)) + title.substring(1);
    }

    private static String reach(Step step) {
        String everywhere = step.adds().capability() instanceof Capability
                ? "; no catalogue names this call, so that it holds on every API with this path"
                : "";
        String others = step.others().text() + (step.others().tokens() == 1 ? " other token" : " other tokens");
        return everywhere
                + switch (step.link().kind()) {
                    case TOKEN -> "; no other token changes";
                    case PARENT -> "; that token may do it too";
                    case ACCESS_LIST -> "; " + others + " of this list may do it too";
                    case ACCOUNT -> "; those of its " + others + " that name it, or name nothing, may do it too";
                };
    }

    /** Whether other tokens than the one that was asked about would change. */
    public boolean widensOthers() {
        return subjects.stream().anyMatch(subject -> !subject.startsWith("token:")) || subjects.size() > 1;
    }
}
