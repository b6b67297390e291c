package dev.scopegate.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some records, the newest first. A page may be short, even empty, though there are more: so far nothing fitted.
 *
 * @param next what to ask for records before, to read on; null where there are no more
 */
public record RecordPage<T>(List<T> records, @Nullable String next) {

    public RecordPage {
        records = List.copyOf(records);
    }
}
