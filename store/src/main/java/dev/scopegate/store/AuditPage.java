package dev.scopegate.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some entries of the audit log, newest first.
 *
 * @param next what to ask for entries before, to read on; null where there are no more
 */
public record AuditPage<T>(List<T> entries, @Nullable String next) {

    public AuditPage {
        entries = List.copyOf(entries);
    }
}
