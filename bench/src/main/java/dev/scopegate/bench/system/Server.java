package dev.scopegate.bench.system;

import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.machine.ProcessTree;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server under measurement.
 *
 * @param base where it is reached
 * @param process what it costs
 * @param vitals where it is a JVM
 * @param redis what it asks its decisions of; null where it asks nobody
 */
public record Server(
        URI base,
        ProcessTree process,
        @Nullable JvmVitals vitals,
        @Nullable RedisMeter redis) {}
