package dev.scopegate.admin.changes;

import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.PolicyJournal;
import java.util.function.Supplier;

/** Writes policy, one commit a change. What lost a race is read and tried again, since nothing of it was written. */
public final class PolicyChanges {

    private static final int ATTEMPTS = 5;

    private final PolicyJournal journal;

    public PolicyChanges(PolicyJournal journal) {
        this.journal = journal;
    }

    /**
     * Makes one change.
     *
     * @param attempt reads what the change depends on and builds its commit; called anew after each conflict
     * @throws ConflictException where every attempt lost its race
     */
    public <T> Committed<T> write(Supplier<Draft<T>> attempt) {
        for (int left = ATTEMPTS; ; left--) {
            Draft<T> draft = attempt.get();
            try {
                return new Committed<>(Reply.of(journal.commit(draft.commit())), draft.result());
            } catch (ConflictException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    /** A change about to be made, with what its caller gets once it is. */
    public record Draft<T>(Commit commit, T result) {}

    /** A change that was made, and the place in the change log that names it. */
    public record Committed<T>(ChangeId at, T result) {}
}
