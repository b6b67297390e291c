package dev.scopegate.gateway.connection;

import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/**
 * Connections to upstreams, a pool for each event loop: a call goes on over a connection of the loop that it came to, and
 * its answer comes back without a hop between threads. For pools without a bound alone, since there is one of each.
 */
public final class PoolPerLoop implements ConnectionProvider {

    private final Supplier<ConnectionProvider> pools;
    private final ConnectionProvider shared;
    private final ConcurrentMap<Thread, ConnectionProvider> perLoop = new ConcurrentHashMap<>();

    /**
     * Pools, made as they are needed.
     *
     * @param pools makes one
     */
    public PoolPerLoop(Supplier<ConnectionProvider> pools) {
        this.pools = pools;
        this.shared = pools.get();
    }

    @Override
    public Mono<? extends Connection> acquire(
            TransportConfig config,
            ConnectionObserver observer,
            @Nullable Supplier<? extends SocketAddress> remote,
            @Nullable AddressResolverGroup<?> resolver) {
        return ofThisLoop().acquire(config, observer, remote, resolver);
    }

    /** Whoever is on no loop shares one. */
    private ConnectionProvider ofThisLoop() {
        Thread thread = Thread.currentThread();
        return thread instanceof FastThreadLocalThread && thread instanceof NonBlocking
                ? perLoop.computeIfAbsent(thread, loop -> pools.get())
                : shared;
    }

    private Flux<ConnectionProvider> all() {
        return Flux.concat(Mono.just(shared), Flux.fromIterable(perLoop.values()));
    }

    @Override
    public void disposeWhen(SocketAddress address) {
        shared.disposeWhen(address);
        perLoop.values().forEach(pool -> pool.disposeWhen(address));
    }

    @Override
    public Mono<Void> disposeLater() {
        return all().flatMap(ConnectionProvider::disposeLater).then();
    }

    @Override
    public void dispose() {
        shared.dispose();
        perLoop.values().forEach(ConnectionProvider::dispose);
    }

    @Override
    public boolean isDisposed() {
        return shared.isDisposed();
    }

    @Override
    public int maxConnections() {
        return shared.maxConnections();
    }

    @Override
    public @Nullable Builder mutate() {
        return shared.mutate();
    }

    @Override
    public @Nullable String name() {
        return shared.name();
    }
}
