package dev.scopegate.admin.code;

import dev.scopegate.admin.code.PolicyDiff.CatalogueChange;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A change of policy as the audit log keeps it: what changed, before and after, in the form of a policy text. */
final class PolicyRecord {

    private PolicyRecord() {}

    static Commit of(Caller caller, PolicyDiff diff) {
        String account = caller.account().id();
        return Commit.by(account, "policy.apply", Subjects.account(account))
                .from(caller.origin().address())
                .before(JsonMapper.shared().writeValueAsString(before(diff)))
                .after(JsonMapper.shared().writeValueAsString(after(diff)));
    }

    private static Map<String, Object> before(PolicyDiff diff) {
        List<AccessList> lists = diff.lists().stream()
                .map(ListChange::was)
                .flatMap(Stream::ofNullable)
                .map(Stored::value)
                .toList();
        List<OperationCatalogue> catalogues = new ArrayList<>();
        for (CatalogueChange change : diff.catalogues()) {
            if (change.was() != null) {
                catalogues.add(OperationChanges.of(change).left(change.was().value()));
            }
        }
        return PolicyForm.document(lists, catalogues);
    }

    private static Map<String, Object> after(PolicyDiff diff) {
        List<AccessList> lists = diff.lists().stream()
                .map(ListChange::wanted)
                .flatMap(Stream::ofNullable)
                .map(wanted -> wanted.as("", "", Instant.EPOCH))
                .toList();
        List<OperationCatalogue> catalogues = diff.catalogues().stream()
                .map(change -> OperationChanges.of(change).entered(change.wanted()))
                .toList();
        return PolicyForm.document(lists, catalogues);
    }
}
