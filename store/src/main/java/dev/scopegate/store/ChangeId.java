package dev.scopegate.store;

import java.util.regex.Pattern;

/**
 * A place in the change log.
 *
 * @param value a stream id: {@code milliseconds-sequence}
 */
public record ChangeId(String value) implements Comparable<ChangeId> {

    private static final Pattern FORM = Pattern.compile("\\d{1,20}-\\d{1,20}");

    /** Before the first change. */
    public static final ChangeId START = new ChangeId("0-0");

    public ChangeId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("change id must read 'millis-sequence', but was '" + value + "'");
        }
    }

    /** When the change was written, in milliseconds by Redis's clock. */
    public long millis() {
        return Long.parseUnsignedLong(value.substring(0, value.indexOf('-')));
    }

    private long sequence() {
        return Long.parseUnsignedLong(value.substring(value.indexOf('-') + 1));
    }

    @Override
    public int compareTo(ChangeId other) {
        int byTime = Long.compareUnsigned(millis(), other.millis());
        return byTime != 0 ? byTime : Long.compareUnsigned(sequence(), other.sequence());
    }
}
