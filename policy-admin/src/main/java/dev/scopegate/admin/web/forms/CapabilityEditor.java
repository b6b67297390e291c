package dev.scopegate.admin.web.forms;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import org.springframework.util.MultiValueMap;

/**
 * What a page needs to let people put capabilities together: {@code parts/capabilities :: rows} shows the rows,
 * {@code :: picker} the operations to tick, {@code parts/limits :: editor} the limits.
 */
public final class CapabilityEditor {

    private final AccessListReviews reviews;
    private final Catalogues catalogues;

    CapabilityEditor(AccessListReviews reviews, Catalogues catalogues) {
        this.reviews = reviews;
        this.catalogues = catalogues;
    }

    public CapabilitiesForm parse(MultiValueMap<String, String> form) {
        return CapabilitiesForm.parse(form, ref -> catalogues.find(ref).isPresent());
    }

    public CapabilityRows rows(Caller caller, CapabilitiesForm form) {
        return CapabilityRows.of(form, reviews.read(caller, form.granted()));
    }

    public OperationPicker picker(CapabilitiesForm form) {
        return OperationPicker.of(catalogues.all(), form.texts());
    }
}
