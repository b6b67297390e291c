package dev.scopegate.admin.decisions;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Link;
import dev.scopegate.policy.token.Subjects;
import java.util.List;

/** Whether a refused call can be made to pass by granting exactly that call. */
public sealed interface Remedy {

    /**
     * It passes once all of these are done.
     *
     * @param steps one for each link of the chain that misses it
     */
    record Possible(List<Step> steps) implements Remedy {

        public Possible {
            steps = List.copyOf(steps);
        }

        /** What would be written to. */
        public List<String> subjects() {
            return steps.stream().map(Step::subject).toList();
        }
    }

    /** It does not, or this caller may not grant it. */
    record Impossible(Refusal why) implements Remedy {}

    /**
     * One capability more.
     *
     * @param link what is widened
     * @param name as people know it
     * @param adds the call, and nothing else where a catalogue knows it
     * @param others other tokens that may do more by it
     */
    record Step(Link link, String name, GrantedCapability adds, TokenList.Count others) {

        public String subject() {
            return switch (link.kind()) {
                case TOKEN, PARENT -> Subjects.token(link.id());
                case ACCESS_LIST -> Subjects.accessList(link.id());
                case ACCOUNT -> Subjects.account(link.id());
            };
        }
    }
}
