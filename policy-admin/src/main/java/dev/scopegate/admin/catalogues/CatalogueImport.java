package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the operations of an API over from an OpenAPI document. For administrators: what they are decides every call. */
public final class CatalogueImport {

    private static final String OWN_API = "scopegate";
    private static final Pattern API = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int NAMED_IN_AUDIT = 50;

    private final CatalogueStore store;
    private final PolicyChanges changes;
    private final Acknowledgement acknowledgement;
    private final Dependents dependents;
    private final Catalogues catalogues;

    CatalogueImport(
            CatalogueStore store,
            PolicyChanges changes,
            Acknowledgement acknowledgement,
            Dependents dependents,
            Catalogues catalogues) {
        this.store = store;
        this.changes = changes;
        this.acknowledgement = acknowledgement;
        this.dependents = dependents;
        this.catalogues = catalogues;
    }

    /**
     * An import that is wanted.
     *
     * @param document the text of the OpenAPI document
     * @param prefix what stands before its paths; null for the path of its first server
     * @param keepMissing whether operations stay that the document does not list
     */
    public record Wanted(
            String api, String document, @Nullable String prefix, boolean keepMissing) {}

    /**
     * What an import would do.
     *
     * @param tag the catalogue that it is compared with
     * @param dependents lists and tokens that name an operation which goes: these entries would cover nothing
     */
    public record Preview(
            String title,
            String prefix,
            EntityTag tag,
            CatalogueChange change,
            List<String> notes,
            Dependents.Found dependents) {}

    /** What an import did. */
    public record Imported(CatalogueChange change, EntityTag tag, Acknowledged acknowledged) {}

    /** The text of a document that was uploaded. */
    public static String decode(byte[] bytes) {
        return DocumentText.decode(bytes);
    }

    public Preview preview(Caller caller, Wanted wanted) {
        OpenApiDocument document = read(caller, wanted);
        Optional<Stored<OperationCatalogue>> held = Reply.of(store.find(wanted.api()));
        CatalogueChange change = change(held, document, wanted);
        return new Preview(
                document.title(),
                document.prefix(),
                tag(held),
                change,
                document.notes(),
                dependents.on(change.removed().stream().map(Operation::ref).collect(Collectors.toSet())));
    }

    /**
     * Makes the document's operations those of the API.
     *
     * @param from the catalogue that was previewed; another is not replaced
     */
    public Imported apply(Caller caller, Wanted wanted, IfMatch from) {
        OpenApiDocument document = read(caller, wanted);
        Committed<CatalogueChange> committed = changes.write(() -> {
            Optional<Stored<OperationCatalogue>> held = Reply.of(store.find(wanted.api()));
            from.check(tag(held));
            CatalogueChange change = change(held, document, wanted);
            Commit commit = Commit.by(caller.account().id(), "catalogue.import", Subjects.catalogue(wanted.api()))
                    .from(caller.origin().address())
                    .put(change.after())
                    .before("{\"operations\":" + before(change) + "}")
                    .after(summary(change));
            return new Draft<>(
                    held.isPresent() ? commit.unchanged(held.get()) : commit.absentCatalogue(wanted.api()), change);
        });
        catalogues.forget();
        Acknowledged acknowledged = acknowledgement.await(committed.at());
        return new Imported(committed.result(), tag(Reply.of(store.find(wanted.api()))), acknowledged);
    }

    /** The version of a catalogue; one that is not there has a version too. */
    static EntityTag tag(Optional<Stored<OperationCatalogue>> held) {
        return EntityTag.of(held.map(Stored::raw).orElse(""));
    }

    private static OpenApiDocument read(Caller caller, Wanted wanted) {
        if (!caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("only an administrator imports operations"));
        }
        if (!API.matcher(wanted.api()).matches()) {
            throw RefusedException.invalid(
                    "an API is named by small letters, digits and '-', but was '" + wanted.api() + "'");
        }
        if (wanted.api().equals(OWN_API)) {
            throw new RefusedException(
                    Refusal.forbidden("the operations of '" + OWN_API + "' are this app's own and not imported"));
        }
        return OpenApiDocument.read(wanted.api(), DocumentText.of(wanted.document()), wanted.prefix());
    }

    private static CatalogueChange change(
            Optional<Stored<OperationCatalogue>> held, OpenApiDocument document, Wanted wanted) {
        OperationCatalogue before = held.map(Stored::value).orElse(OperationCatalogue.empty(wanted.api()));
        return CatalogueChange.between(before, new Succession(before).of(document.operations(), wanted.keepMissing()));
    }

    private static int before(CatalogueChange change) {
        return change.unchanged() + change.changed().size() + change.removed().size();
    }

    /** Names alone: a whole catalogue is too long for the audit log. */
    private static String summary(CatalogueChange change) {
        return "{\"operations\":" + change.after().operations().size() + ",\"added\":" + names(change.added())
                + ",\"removed\":" + names(change.removed()) + ",\"changed\":"
                + names(change.changed().stream()
                        .map(CatalogueChange.Changed::after)
                        .toList()) + "}";
    }

    /** The letters of names need no escapes. */
    private static String names(List<Operation> operations) {
        return operations.stream()
                .limit(NAMED_IN_AUDIT)
                .map(operation -> "\"" + operation.ref().operation() + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
