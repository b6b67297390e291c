package dev.scopegate.admin.http;

import org.jspecify.annotations.Nullable;

/** A part of a long list. */
public record Page(int offset, int count) {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final int FURTHEST = 1_000_000;

    public static Page of(@Nullable Integer offset, @Nullable Integer count) {
        int from = offset == null ? 0 : offset;
        int size = count == null ? USUAL : count;
        if (from < 0 || from > FURTHEST || size < 1 || size > MOST) {
            throw RefusedException.invalid("a page needs offset from 0 to " + FURTHEST + " and count from 1 to " + MOST
                    + ", but has " + from + " and " + size);
        }
        return new Page(from, size);
    }
}
