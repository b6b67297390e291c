package dev.scopegate.admin.web.acls;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.acls.AccessLists.Edit;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.web.forms.CapabilitiesForm;
import dev.scopegate.admin.web.forms.LimitsForm;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.store.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * An access list as it is being edited.
 *
 * @param id of the list, or {@link #NEW}
 * @param etag the version that the editing began from; empty for a new list
 * @param nameError what is wrong with the name; null where nothing is
 */
public record AclForm(
        String id,
        String etag,
        String name,
        @Nullable String nameError,
        CapabilitiesForm capabilities,
        LimitsForm limits) {

    static final String NEW = "new";

    static AclForm empty() {
        return new AclForm(NEW, "", "", null, CapabilitiesForm.of(List.of()), LimitsForm.of(LimitsForm.ALL, List.of()));
    }

    static AclForm of(Stored<AccessList> held) {
        AccessList list = held.value();
        return new AclForm(
                list.id(),
                EntityTag.of(held.raw()).value(),
                list.name(),
                null,
                CapabilitiesForm.of(list.capabilities()),
                LimitsForm.of(LimitsForm.ALL, list.limits()));
    }

    static AclForm parse(String id, MultiValueMap<String, String> form, CapabilitiesForm capabilities) {
        String given = form.getFirst("name");
        String name = given == null ? "" : given.strip();
        String etag = form.getFirst("etag");
        return new AclForm(
                id,
                etag == null ? "" : etag,
                name,
                errorOf(name),
                capabilities,
                LimitsForm.parse(LimitsForm.ALL, form));
    }

    private static @Nullable String errorOf(String name) {
        try {
            AccessLists.name(name);
            return null;
        } catch (RefusedException refused) {
            return refused.refusal().text();
        }
    }

    /** The same, compared with another version from now on. */
    AclForm from(EntityTag tag) {
        return new AclForm(id, tag.value(), name, nameError, capabilities, limits);
    }

    public boolean isNew() {
        return id.equals(NEW);
    }

    /** What the page is called. */
    public String title() {
        return isNew() ? "New access list" : name;
    }

    public boolean isValid() {
        return nameError == null && capabilities.isValid() && limits.isValid();
    }

    Edit edit() {
        return new Edit(name, capabilities.granted(), limits.limits());
    }
}
