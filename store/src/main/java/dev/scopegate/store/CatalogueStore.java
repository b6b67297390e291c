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

    private CompletionStage<List<OperationCatalogue>> read(String... keys) {
        return redis.ask(commands -> commands.mget(keys))
                .thenApply(found -> found.stream()
                        .filter(each -> each.hasValue())
                        .map(each -> JsonCodec.catalogue(each.getValue()))
                        .toList());
    }
}
