package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the operation catalogues that were published by {@link Commit#put(OperationCatalogue)}. */
public final class CatalogueStore {

    private final RedisConnection redis;

    public CatalogueStore(RedisConnection redis) {
        this.redis = redis;
    }

    public CompletionStage<List<OperationCatalogue>> all() {
        return allStored().thenApply(found -> found.stream().map(Stored::value).toList());
    }

    /** The same with their stored texts, for a change that depends on them; by the names of their APIs. */
    public CompletionStage<List<Stored<OperationCatalogue>>> allStored() {
        return redis.ask(commands -> commands.smembers(RedisKeys.CATALOGUES)).thenCompose(apis -> {
            String[] keys = apis.stream().sorted().map(RedisKeys::catalogue).toArray(String[]::new);
            return keys.length == 0 ? CompletableFuture.completedStage(List.of()) : read(keys);
        });
    }

    public CompletionStage<Optional<Stored<OperationCatalogue>>> find(String api) {
        return redis.ask(commands -> commands.get(RedisKeys.catalogue(api)))
                .thenApply(json -> Optional.ofNullable(json).map(raw -> new Stored<>(JsonCodec.catalogue(raw), raw)));
    }

    /** What {@link Commit#fromFile} last said of the API. */
    public CompletionStage<Optional<String>> fileOf(String api) {
        return redis.ask(commands -> commands.get(RedisKeys.fileOfCatalogue(api)))
                .thenApply(Optional::ofNullable);
    }

    private CompletionStage<List<Stored<OperationCatalogue>>> read(String... keys) {
        return redis.ask(commands -> commands.mget(keys))
                .thenApply(found -> found.stream()
                        .filter(each -> each.hasValue())
                        .map(each -> new Stored<>(JsonCodec.catalogue(each.getValue()), each.getValue()))
                        .toList());
    }
}
