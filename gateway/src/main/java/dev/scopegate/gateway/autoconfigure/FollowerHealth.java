package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.audit.AuditRecorder;
import dev.scopegate.gateway.cache.Freshness;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/** Up while the change log is followed; a gateway that has lost it should get no traffic. */
final class FollowerHealth extends AbstractReactiveHealthIndicator {

    private final Freshness freshness;
    private final AuditRecorder recorder;

    FollowerHealth(Freshness freshness, AuditRecorder recorder) {
        this.freshness = freshness;
        this.recorder = recorder;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return Mono.just((freshness.isFresh() ? builder.up() : builder.outOfService())
                .withDetail("changeLogLagMillis", freshness.lag().toMillis())
                .withDetail("droppedDecisions", recorder.dropped())
                .build());
    }
}
