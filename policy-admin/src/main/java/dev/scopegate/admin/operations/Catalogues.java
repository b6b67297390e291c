package dev.scopegate.admin.operations;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.store.CatalogueStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogues in force. They change rarely, so they are read anew once a second at most. */
public final class Catalogues {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final CatalogueStore store;
    private final InstantSource clock;
    private volatile @Nullable Snapshot latest;

    public Catalogues(CatalogueStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The catalogue of one API; an empty one where none was published. */
    public OperationCatalogue of(String api) {
        OperationCatalogue catalogue = snapshot().byApi().get(api);
        return catalogue == null ? OperationCatalogue.empty(api) : catalogue;
    }

    public Optional<Operation> find(OperationRef ref) {
        return of(ref.api()).find(ref.operation());
    }

    /** All of them, in the order of their names. */
    public List<OperationCatalogue> all() {
        return snapshot().byApi().values().stream()
                .sorted(Comparator.comparing(OperationCatalogue::api))
                .toList();
    }

    /** Those of the capabilities that name what no catalogue lists. */
    public List<OperationRef> unknown(List<GrantedCapability> capabilities) {
        return capabilities.stream()
                .map(GrantedCapability::capability)
                .flatMap(each -> each instanceof OperationRef ref ? Stream.of(ref) : Stream.empty())
                .filter(ref -> find(ref).isEmpty())
                .toList();
    }

    /** Has them read anew at the next question, since one was changed here. */
    public void forget() {
        latest = null;
    }

    private Snapshot snapshot() {
        Instant now = clock.instant();
        Snapshot known = latest;
        if (known == null || !now.isBefore(known.at().plus(FRESH))) {
            known = new Snapshot(
                    now,
                    Reply.of(store.all()).stream()
                            .collect(Collectors.toUnmodifiableMap(OperationCatalogue::api, Function.identity())));
            latest = known;
        }
        return known;
    }

    private record Snapshot(Instant at, Map<String, OperationCatalogue> byApi) {}
}
