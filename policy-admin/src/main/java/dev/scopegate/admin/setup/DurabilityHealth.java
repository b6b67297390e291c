package dev.scopegate.admin.setup;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.store.Durability;
import dev.scopegate.store.PolicyJournal;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether an acknowledged change survives a crash of Redis. Where it does not, health says so but stays up. */
final class DurabilityHealth implements HealthIndicator {

    private final PolicyJournal journal;

    DurabilityHealth(PolicyJournal journal) {
        this.journal = journal;
    }

    @Override
    public Health health() {
        Durability durability = Reply.of(journal.durability());
        return Health.up().withDetail("writes", durability.name()).build();
    }
}
