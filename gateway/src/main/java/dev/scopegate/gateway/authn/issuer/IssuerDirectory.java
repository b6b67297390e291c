package dev.scopegate.gateway.authn.issuer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The external issuers that routes may accept. Their keys are fetched at the start and then again and again. */
public final class IssuerDirectory implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final Map<String, TrustedIssuer> byIssuer;
    private final ConnectionProvider connections;
    private final Disposable.Composite refreshing = Disposables.composite();

    private IssuerDirectory(Map<String, TrustedIssuer> byIssuer, ConnectionProvider connections) {
        this.byIssuer = Map.copyOf(byIssuer);
        this.connections = connections;
    }

    /**
     * A directory that keeps its keys fresh until it is closed. An issuer that is away keeps nothing from starting.
     *
     * @param issuers by the names that routes know them by
     * @param arithmetic where answers are parsed
     */
    public static IssuerDirectory of(Map<String, ExternalIssuer> issuers, InstantSource clock, Scheduler arithmetic) {
        ConnectionProvider connections = ConnectionProvider.create("scopegate-issuers", CONNECTIONS);
        HttpClient http = HttpClient.create(connections);
        Map<String, TrustedIssuer> byIssuer = new HashMap<>();
        issuers.forEach((name, rules) -> {
            KeyFetch fetch = new KeyFetch(http, arithmetic, rules.issuer(), rules.jwksUri());
            byIssuer.put(rules.issuer(), new TrustedIssuer(name, rules, new RemoteKeys(name, fetch.keys(), clock)));
        });
        IssuerDirectory directory = new IssuerDirectory(byIssuer, connections);
        directory.byIssuer.values().forEach(directory::keepFresh);
        return directory;
    }

    private void keepFresh(TrustedIssuer issuer) {
        refreshing.add(Flux.interval(Duration.ZERO, issuer.rules().refresh())
                .onBackpressureDrop()
                .concatMap(tick -> Mono.defer(issuer.keys()::refresh), 1)
                .subscribe());
    }

    boolean isEmpty() {
        return byIssuer.isEmpty();
    }

    Optional<TrustedIssuer> find(String issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    @Override
    public void close() {
        refreshing.dispose();
        connections.dispose();
    }
}
