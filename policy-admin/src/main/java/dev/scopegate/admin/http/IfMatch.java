package dev.scopegate.admin.http;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which versions of a record a change was made from ({@code If-Match}, RFC 9110, section 13.1.1). */
public record IfMatch(List<String> tags) {

    /** Whatever is there is changed. */
    public static final IfMatch ANY = new IfMatch(List.of("*"));

    public IfMatch {
        tags = List.copyOf(tags);
    }

    /** Reads the header, which a change must have (RFC 6585, section 3). */
    public static IfMatch parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new RefusedException(Refusal.of(
                    428,
                    "precondition_required",
                    "a change needs 'If-Match' with the ETag of the version that it was made from"));
        }
        return new IfMatch(Stream.of(header.split(",", -1)).map(String::strip).toList());
    }

    public static IfMatch of(EntityTag tag) {
        return new IfMatch(List.of(tag.header()));
    }

    public boolean admits(EntityTag current) {
        return tags.contains("*") || tags.contains(current.header());
    }

    /** Refuses a change that was made from another version than the one in force. */
    public void check(EntityTag current) {
        if (!admits(current)) {
            throw new RefusedException(Refusal.of(
                    412, "changed_meanwhile", "this was changed since it was read, so nothing was overwritten"));
        }
    }
}
