package dev.scopegate.gateway.cache;

import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.store.CatalogueStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The operation catalogues of the moment. An API without one has no operations. */
public final class Catalogues {

    private final Freshness freshness;
    private final CatalogueStore store;
    private volatile Map<String, OperationCatalogue> byApi = Map.of();

    public Catalogues(Freshness freshness, CatalogueStore store) {
        this.freshness = freshness;
        this.store = store;
    }

    public Mono<OperationCatalogue> of(String api) {
        return freshness.isFresh()
                ? Mono.just(find(byApi, api))
                : Mono.defer(this::fetch).map(all -> find(all, api));
    }

    /** Reads them all anew; what was known stays in use until then. */
    Mono<Void> reload() {
        return fetch().doOnNext(all -> byApi = all).then();
    }

    private Mono<Map<String, OperationCatalogue>> fetch() {
        return Mono.fromCompletionStage(store::all).map(Catalogues::index);
    }

    private static Map<String, OperationCatalogue> index(List<OperationCatalogue> all) {
        return all.stream().collect(Collectors.toUnmodifiableMap(OperationCatalogue::api, Function.identity()));
    }

    private static OperationCatalogue find(Map<String, OperationCatalogue> catalogues, String api) {
        OperationCatalogue known = catalogues.get(api);
        return known == null ? OperationCatalogue.empty(api) : known;
    }
}
