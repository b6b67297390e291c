package dev.scopegate.store;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.util.Comparator;
import java.util.List;

/** A catalogue as it is stored: its operations by name. */
record CatalogueForm(String api, List<Entry> operations) {

    static CatalogueForm of(OperationCatalogue catalogue) {
        return new CatalogueForm(
                catalogue.api(),
                catalogue.operations().stream()
                        .map(Entry::of)
                        .sorted(Comparator.comparing(Entry::name))
                        .toList());
    }

    OperationCatalogue catalogue() {
        return OperationCatalogue.of(
                api, operations.stream().map(entry -> entry.operation(api)).toList());
    }

    record Entry(String name, List<String> match, long cost, String tag, String summary, boolean explicit) {

        static Entry of(Operation operation) {
            return new Entry(
                    operation.ref().operation(),
                    operation.capabilities().stream().map(Capability::text).toList(),
                    operation.cost(),
                    operation.tag(),
                    operation.summary(),
                    operation.explicit());
        }

        Operation operation(String api) {
            List<Capability> capabilities =
                    match.stream().map(Capability::parse).toList();
            return new Operation(new OperationRef(api, name), capabilities, cost, tag, summary, explicit);
        }
    }
}
