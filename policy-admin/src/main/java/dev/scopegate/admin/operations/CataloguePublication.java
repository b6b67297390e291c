package dev.scopegate.admin.operations;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Stored;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the catalogues of files where gateways read them. One that was imported since stays: a file is published again only
 * once it reads otherwise.
 */
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
        String file = fingerprint(catalogue);
        if (Reply.of(store.fileOf(catalogue.api())).filter(file::equals).isPresent()) {
            return false;
        }
        boolean other = Reply.of(store.find(catalogue.api()))
                .filter(held -> isSame(held, catalogue))
                .isEmpty();
        changes.write(() -> draft(catalogue, file));
        return other;
    }

    private Draft<Boolean> draft(OperationCatalogue catalogue, String file) {
        Optional<Stored<OperationCatalogue>> held = Reply.of(store.find(catalogue.api()));
        Commit commit = Commit.by("setup", "catalogue.publish", Subjects.catalogue(catalogue.api()))
                .put(catalogue)
                .fromFile(catalogue.api(), file)
                .after("{\"operations\":" + catalogue.operations().size() + "}");
        return new Draft<>(
                held.isPresent() ? commit.unchanged(held.get()) : commit.absentCatalogue(catalogue.api()), true);
    }

    /** The same operations give the same text, in whatever order the file has them. */
    private static String fingerprint(OperationCatalogue catalogue) {
        return EntityTag.of(JsonCodec.write(catalogue)).value();
    }

    private static boolean isSame(Stored<OperationCatalogue> held, OperationCatalogue catalogue) {
        return Set.copyOf(held.value().operations()).equals(Set.copyOf(catalogue.operations()));
    }
}
