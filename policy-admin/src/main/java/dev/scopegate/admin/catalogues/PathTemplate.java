package dev.scopegate.admin.catalogues;

import dev.scopegate.policy.capability.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of an OpenAPI document as a pattern of ours. A segment that is a variable only in part becomes a wildcard, which
 * matches more: {@code /files/{name}.json} becomes {@code /files/*}.
 *
 * @param widened what was made wider, in words; null where the pattern says the same
 */
record PathTemplate(PathPattern pattern, @Nullable String widened) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_-]*}");
    private static final Pattern NAMED = Pattern.compile("\\{[^{}/]+}");

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException where it has no pattern
     */
    static PathTemplate parse(String prefix, String path) {
        int query = path.indexOf('?');
        String whole = prefix + (query < 0 ? path : path.substring(0, query));
        List<String> segments = new ArrayList<>();
        List<String> wider = new ArrayList<>();
        for (String segment : whole.substring(whole.startsWith("/") ? 1 : 0).split("/", -1)) {
            String ours = segment(segment);
            segments.add(ours);
            if (ours.equals("*")
                    && !segment.equals("*")
                    && !NAMED.matcher(segment).matches()) {
                wider.add(segment);
            }
        }
        return new PathTemplate(
                PathPattern.parse("/" + String.join("/", segments)),
                wider.isEmpty() ? null : "'" + String.join("', '", wider) + "' became '*'");
    }

    private static String segment(String segment) {
        if (VARIABLE.matcher(segment).matches()) {
            return segment;
        }
        return segment.indexOf('{') >= 0 ? named(segment) : segment;
    }

    /** A variable keeps its name where only some characters of it are none of ours. */
    private static String named(String segment) {
        if (!NAMED.matcher(segment).matches()) {
            return "*";
        }
        String name = segment.substring(1, segment.length() - 1).replaceAll("[^A-Za-z0-9_-]", "_");
        String variable = "{" + name + "}";
        return VARIABLE.matcher(variable).matches() ? variable : "*";
    }
}
