package dev.scopegate.gateway.audit;

import dev.scopegate.policy.decision.DecisionEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts decisions by route and outcome: two labels, both from closed sets, so that no caller can make more series. */
public final class DecisionMetrics {

    private final MeterRegistry registry;
    private final ConcurrentMap<Key, Counter> counters = new ConcurrentHashMap<>();

    public DecisionMetrics(MeterRegistry registry, AuditRecorder recorder) {
        this.registry = registry;
        FunctionCounter.builder("scopegate.audit.dropped", recorder, AuditRecorder::dropped)
                .description("decisions that the audit log does not have")
                .register(registry);
    }

    public void count(DecisionEvent event) {
        Key key = new Key(event.route(), event.outcome());
        Counter known = counters.get(key);
        (known == null ? counters.computeIfAbsent(key, this::counter) : known).increment();
    }

    private Counter counter(Key key) {
        return Counter.builder("scopegate.decisions")
                .description("access decisions")
                .tag("route", key.route())
                .tag("outcome", key.outcome())
                .register(registry);
    }

    private record Key(String route, String outcome) {}
}
