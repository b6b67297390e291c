package dev.scopegate.admin.web.forms;

import dev.scopegate.admin.acls.AccessListReviews.Covered;
import dev.scopegate.admin.acls.AccessListReviews.Reading;
import dev.scopegate.policy.capability.Coverage;
import dev.scopegate.policy.capability.Coverage.Extent;
import dev.scopegate.policy.token.CapabilityWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The capabilities of a form with what each covers and what is odd about it, to be shown. */
public record CapabilityRows(List<Shown> rows, @Nullable String error) {

    /** One row; what it covers is empty while its text is no capability. */
    public record Shown(CapabilitiesForm.Row row, List<Coverage> operations, List<CapabilityWarning> warnings) {

        public List<Coverage> covered() {
            return operations.stream()
                    .filter(each -> each.extent() != Extent.NEEDS_NAME)
                    .toList();
        }

        /** Operations whose paths fit, but which must be named. */
        public List<Coverage> spared() {
            return operations.stream()
                    .filter(each -> each.extent() == Extent.NEEDS_NAME)
                    .toList();
        }

        /** How much it covers, in words. */
        public String summary() {
            return "covers " + Words.count(covered().size(), "operation")
                    + (spared().isEmpty() ? "" : ", but not " + spared().size() + " that must be named");
        }
    }

    /** Whether there is nothing to warn of. */
    public boolean isUnsuspicious() {
        return rows.stream().allMatch(shown -> shown.warnings().isEmpty());
    }

    static CapabilityRows of(CapabilitiesForm form, Reading reading) {
        List<CapabilitiesForm.Row> readable = form.readable();
        List<Shown> shown = new ArrayList<>();
        for (CapabilitiesForm.Row row : form.rows()) {
            int entry = readable.indexOf(row);
            shown.add(entry < 0 ? new Shown(row, List.of(), List.of()) : shown(row, entry, reading));
        }
        return new CapabilityRows(shown, form.error());
    }

    private static Shown shown(CapabilitiesForm.Row row, int entry, Reading reading) {
        Covered covered = reading.entries().get(entry);
        List<CapabilityWarning> warnings = reading.warnings().stream()
                .filter(warning -> warning.entry() == entry)
                .toList();
        return new Shown(row, covered.operations(), warnings);
    }
}
