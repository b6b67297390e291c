package dev.scopegate.admin.acls;

import dev.scopegate.admin.acls.AccessListReviews.Covered;
import dev.scopegate.admin.acls.AccessListReviews.Impact;
import dev.scopegate.admin.acls.AccessListReviews.Proposal;
import dev.scopegate.admin.acls.AccessListReviews.Reading;
import dev.scopegate.admin.acls.AccessLists.Edit;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.tokens.LimitForm;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.policy.capability.Coverage;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.CapabilityWarning;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.AccessListUse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Access lists as this app's own API reads and writes them. */
final class AccessListForm {

    private AccessListForm() {}

    static Edit parse(Body body) {
        String name = body.optionalText("name");
        List<Body> limits = body.optionalObjects("limits");
        return new Edit(
                name == null ? null : AccessLists.name(name),
                TokenForm.capabilities(body.optionalObjects("capabilities")),
                limits == null ? null : LimitForm.parse(limits));
    }

    static Map<String, Object> write(AccessList list) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", list.id());
        form.put("name", list.name());
        form.put("capabilities", granted(list.capabilities()));
        form.put("limits", limits(list.limits()));
        form.put("createdAt", list.createdAt().toString());
        return form;
    }

    static Map<String, Object> write(AccessList list, @Nullable AccessListUse use) {
        Map<String, Object> form = write(list);
        if (use != null) {
            putUse(form, use);
        }
        return form;
    }

    static Map<String, Object> write(Reading reading) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(
                "entries",
                reading.entries().stream().map(AccessListForm::covered).toList());
        form.put(
                "warnings",
                reading.warnings().stream().map(AccessListForm::warning).toList());
        return form;
    }

    static Map<String, Object> write(Proposal proposal) {
        AccessListChange change = proposal.change();
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", change.before().id());
        form.put("etag", proposal.tag().header());
        form.put("tokens", proposal.tokens());
        if (change.renames()) {
            form.put("name", pair(change.before().name(), change.after().name()));
        }
        form.put("added", granted(change.added()));
        form.put("removed", granted(change.removed()));
        form.put(
                "changed",
                change.changed().stream()
                        .map(each -> {
                            Map<String, Object> other = pair(limits(each.before()), limits(each.after()));
                            other.put("capability", each.capability().text());
                            return other;
                        })
                        .toList());
        if (change.limitsChange()) {
            form.put(
                    "limits",
                    pair(limits(change.before().limits()), limits(change.after().limits())));
        }
        return form;
    }

    static Map<String, Object> write(Impact impact) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", impact.list().id());
        form.put("name", impact.list().name());
        putUse(form, impact.use());
        form.put("children", impact.children());
        form.put("childrenAllCounted", impact.allCounted());
        form.put(
                "newestTokens",
                impact.newest().stream().map(AccessListForm::token).toList());
        return form;
    }

    private static void putUse(Map<String, Object> form, AccessListUse use) {
        form.put("tokens", use.tokens());
        if (use.lastUsed() != null) {
            form.put("lastUsedAt", use.lastUsed().toString());
        }
    }

    private static Map<String, Object> token(TokenRecord token) {
        return Map.of(
                "id", token.id(),
                "description", token.issuance().description(),
                "createdAt", token.issuance().at().toString());
    }

    private static Map<String, Object> covered(Covered covered) {
        Map<String, Object> form = new LinkedHashMap<>(TokenForm.write(covered.granted()));
        form.put(
                "covers",
                covered.operations().stream().map(AccessListForm::coverage).toList());
        return form;
    }

    private static Map<String, Object> coverage(Coverage coverage) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("operation", coverage.operation().ref().text());
        form.put("extent", name(coverage.extent()));
        return form;
    }

    private static Map<String, Object> warning(CapabilityWarning warning) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("entry", warning.entry());
        form.put("kind", name(warning.kind()));
        form.put("text", warning.text());
        return form;
    }

    private static Map<String, Object> pair(Object before, Object after) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("before", before);
        pair.put("after", after);
        return pair;
    }

    private static List<Map<String, Object>> granted(List<GrantedCapability> capabilities) {
        return capabilities.stream().map(TokenForm::write).toList();
    }

    private static List<Map<String, Object>> limits(List<Limit> limits) {
        return limits.stream().map(LimitForm::write).toList();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
