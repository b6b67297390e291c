package dev.scopegate.admin.operations;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Stored;
import java.util.Optional;
import java.util.Set;

/** Puts catalogues where gateways read them; one that is there already is left alone. */
public final class CataloguePublication {

    private final CatalogueStore store;
    private final PolicyChanges changes;

    public CataloguePublication(CatalogueStore store, PolicyChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    /**
     * Publishes one catalogue.
     *
     * @return whether it was another than the one in force
     */
    public boolean publish(OperationCatalogue catalogue) {
        if (Reply.of(store.find(catalogue.api()))
                .filter(held -> isSame(held, catalogue))
                .isPresent()) {
            return false;
        }
        changes.write(() -> draft(catalogue));
        return true;
    }

    private Draft<Boolean> draft(OperationCatalogue catalogue) {
        Optional<Stored<OperationCatalogue>> held = Reply.of(store.find(catalogue.api()));
        Commit commit = Commit.by("setup", "catalogue.publish", Subjects.catalogue(catalogue.api()))
                .put(catalogue)
                .after("{\"operations\":" + catalogue.operations().size() + "}");
        return new Draft<>(
                held.isPresent() ? commit.unchanged(held.get()) : commit.absentCatalogue(catalogue.api()), true);
    }

    private static boolean isSame(Stored<OperationCatalogue> held, OperationCatalogue catalogue) {
        return Set.copyOf(held.value().operations()).equals(Set.copyOf(catalogue.operations()));
    }
}
