package dev.scopegate.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A change of policy on its way to and from the audit log. */
final class AuditEntry {

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> accounts = new TreeSet<>();

    AuditEntry(String actor, String action, String subject) {
        set("actor", actor);
        set("action", action);
        set("subject", subject);
    }

    void set(String field, String value) {
        fields.put(field, value);
    }

    void concerns(String account) {
        accounts.add(account);
    }

    /** Fields and values by turns, as {@code XADD} takes them. */
    List<String> fields() {
        List<String> flat = new ArrayList<>();
        fields.forEach((field, value) -> flat.addAll(List.of(field, value)));
        flat.addAll(List.of("accounts", String.join(" ", accounts)));
        return flat;
    }

    static PolicyChange read(String id, Map<String, String> fields) {
        String accounts = fields.getOrDefault("accounts", "");
        return new PolicyChange(
                id,
                Instant.ofEpochMilli(new ChangeId(id).millis()),
                fields.getOrDefault("actor", ""),
                fields.getOrDefault("action", ""),
                fields.getOrDefault("subject", ""),
                accounts.isEmpty() ? Set.of() : Set.of(accounts.split(" ", -1)),
                fields.get("address"),
                fields.get("before"),
                fields.get("after"));
    }
}
