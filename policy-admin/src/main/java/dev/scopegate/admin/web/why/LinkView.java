package dev.scopegate.admin.web.why;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Explanation.Attempt;
import dev.scopegate.policy.decision.Explanation.Trace;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Lineage.Generation;
import dev.scopegate.policy.token.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one link of the chain says of a call, in plain words.
 *
 * @param passes whether it lets the call through
 * @param says one sentence each
 * @param tried capabilities that do not cover it, and why
 */
public record LinkView(String title, boolean passes, List<String> says, List<Attempt> tried) {

    private static final int MOST_TRIED = 12;

    static LinkView of(Trace trace, Lineage lineage, AccessRequest call) {
        List<String> says = new ArrayList<>();
        Link link = trace.link();
        if (!trace.meantForApi()) {
            says.add("It is meant for other APIs only: " + sorted(link.audience().stream()) + ".");
        }
        if (!trace.admitsSource()) {
            says.add("It may be used from " + sorted(link.networks().stream().map(Object::toString)) + " only"
                    + (call.source() == null ? ", and you gave no address." : "."));
        }
        boolean covers =
                link.capabilities() == null || trace.attempts().stream().anyMatch(Attempt::covers);
        says.add(capabilities(trace, covers));
        List<Attempt> tried = covers ? List.of() : trace.attempts();
        return new LinkView(
                title(link, lineage),
                covers && trace.meantForApi() && trace.admitsSource(),
                says,
                tried.subList(0, Math.min(tried.size(), MOST_TRIED)));
    }

    private static String capabilities(Trace trace, boolean covers) {
        if (trace.link().capabilities() == null) {
            return "It names no capabilities and leaves that to the others below.";
        }
        if (covers) {
            return trace.attempts().stream()
                            .filter(Attempt::covers)
                            .map(attempt -> "“" + attempt.capability().text() + "”")
                            .collect(Collectors.joining(", "))
                    + " covers the call.";
        }
        int many = trace.attempts().size();
        return many == 0
                ? "It allows nothing at all."
                : many == 1
                        ? "Its one capability does not cover the call."
                        : "None of its " + many + " capabilities covers the call.";
    }

    /** What a link is called in a sentence. */
    static String title(Link link, Lineage lineage) {
        return switch (link.kind()) {
            case TOKEN -> "The token itself" + named(tokenName(link, lineage));
            case PARENT -> "The token that issued it" + named(tokenName(link, lineage));
            case ACCESS_LIST -> "The access list" + named(listName(link, lineage));
            case ACCOUNT ->
                "The account"
                        + named(
                                lineage.account() == null
                                        ? ""
                                        : lineage.account().name());
        };
    }

    private static String tokenName(Link link, Lineage lineage) {
        return lineage.generations().stream()
                .map(Generation::token)
                .filter(token -> token.id().equals(link.id()))
                .map(token -> token.issuance().description())
                .findFirst()
                .orElse("");
    }

    private static String listName(Link link, Lineage lineage) {
        return lineage.generations().stream()
                .flatMap(each -> Stream.ofNullable(each.accessList()))
                .filter(list -> list.id().equals(link.id()))
                .map(AccessList::name)
                .findFirst()
                .orElse("");
    }

    private static String named(String name) {
        return name.isBlank() ? "" : " “" + name + "”";
    }

    private static String sorted(Stream<String> texts) {
        return texts.sorted().collect(Collectors.joining(", "));
    }
}
