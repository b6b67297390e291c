package dev.scopegate.admin.http;

import dev.scopegate.store.RecordSearch;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that is too long to count through.
 *
 * @param before the {@code next} of the part before; null for the first
 */
public record Cursor(int count, @Nullable String before) {

    public static Cursor of(@Nullable Integer count, @Nullable String before) {
        if (before != null && !RecordSearch.isPlace(before)) {
            throw RefusedException.invalid("'before' must be the 'next' of a page");
        }
        return new Cursor(Page.of(0, count).count(), before);
    }
}
