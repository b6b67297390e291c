package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Catalogues. */
public final class CatalogueStore {
    public CatalogueStore(RedisConnection redis) {}

    public CompletionStage<List<OperationCatalogue>> all() { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<OperationCatalogue>>> find(String api) { return Pending.notYet(); }
}
