package dev.scopegate.store;

import java.util.List;

/**
 * One entry of the change log.
 *
 * @param subjects what changed, named by {@link dev.scopegate.policy.token.Subjects}; empty for a heartbeat
 */
public record Change(ChangeId id, List<String> subjects) {

    public Change {
        subjects = List.copyOf(subjects);
    }
}
