package dev.scopegate.policy.capability;

import dev.scopegate.policy.access.CanonicalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of paths, written as segments: literal, {@code *} or {@code {name}} for exactly one, and {@code **} at the end
 * for zero or more.
 *
 * <p>There are no regular expressions, so that {@link #covers inclusion} is decidable: a child token and the linter
 * depend on it.
 */
public final class PathPattern {

    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_-]*}");

    private final String text;
    private final List<Segment> segments;
    private final boolean open;
    /** What the paths begin with that it matches: a look at it tells most others apart. */
    private final String beginning;

    private PathPattern(String text, List<Segment> segments, boolean open) {
        this.text = text;
        this.segments = segments;
        this.open = open;
        this.beginning = segments.stream()
                .takeWhile(segment -> !segment.variable())
                .map(segment -> "/" + segment.text())
                .collect(Collectors.joining());
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException where a segment is neither literal, {@code *}, {@code {name}} nor a last {@code **}
     */
    public static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw refused(text, "must start with '/'");
        }
        String[] parts = text.substring(1).split("/", -1);
        boolean open = parts[parts.length - 1].equals("**");
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < parts.length - (open ? 1 : 0); i++) {
            segments.add(segment(parts[i], text, i == parts.length - 1));
        }
        return new PathPattern(text, List.copyOf(segments), open);
    }

    private static Segment segment(String part, String text, boolean last) {
        if (part.equals("*")) {
            return new Segment("*", true);
        }
        if (VARIABLE.matcher(part).matches()) {
            return new Segment(part.substring(1, part.length() - 1), true);
        }
        if (part.contains("*")) {
            throw refused(text, "may hold '*' only as a whole segment, and '**' only as the last");
        }
        if (part.isEmpty() && !last) {
            throw refused(text, "must not hold an empty segment");
        }
        Optional<CanonicalPath> literal = CanonicalPath.of("/" + part);
        return literal.map(path -> new Segment(path.value().substring(1), false))
                .orElseThrow(() -> refused(text, "holds the segment '" + part + "', which has no canonical form"));
    }

    public boolean matches(CanonicalPath path) {
        String value = path.value();
        if (!value.startsWith(beginning)) {
            return false;
        }
        int start = 1;
        for (Segment segment : segments) {
            if (start > value.length()) {
                return false;
            }
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            if (!segment.matches(path, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return open ? restMatches(path, start) : start == value.length() + 1;
    }

    private static boolean restMatches(CanonicalPath path, int start) {
        int length = path.value().length();
        return start > length || path.mayFill("**", start, length);
    }

    /** The literal segments that every path begins with that it matches, each with its slash; empty for none. */
    String beginning() {
        return beginning;
    }

    /** Whether every path that the other pattern matches is matched by this one. */
    public boolean covers(PathPattern other) {
        int shared = segments.size();
        boolean longEnough = open ? other.segments.size() >= shared : other.segments.size() == shared && !other.open;
        if (!longEnough) {
            return false;
        }
        for (int i = 0; i < shared; i++) {
            if (!segments.get(i).covers(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether some path is matched by both. */
    boolean overlaps(PathPattern other) {
        int shared = Math.min(segments.size(), other.segments.size());
        if ((segments.size() > shared && !other.open) || (other.segments.size() > shared && !open)) {
            return false;
        }
        for (int i = 0; i < shared; i++) {
            if (!segments.get(i).overlaps(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it leaves every segment and their number open, so that nothing of a path is said. */
    public boolean isUnbounded() {
        return open && segments.stream().allMatch(Segment::variable);
    }

    /** Whether it ends in {@code **}. */
    public boolean isOpen() {
        return open;
    }

    /** Whether this one covers the other and has a literal wherever the other has one. */
    boolean spells(PathPattern other) {
        if (!covers(other)) {
            return false;
        }
        for (int i = 0; i < other.segments.size(); i++) {
            boolean wild = i >= segments.size() || segments.get(i).variable();
            if (wild && !other.segments.get(i).variable()) {
                return false;
            }
        }
        return true;
    }

    /** Orders patterns that match the same path: the one that says more comes first. */
    int compareSpecificity(PathPattern other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int literalFirst = Boolean.compare(
                    segments.get(i).variable(), other.segments.get(i).variable());
            if (literalFirst != 0) {
                return literalFirst;
            }
        }
        int longerFirst = Integer.compare(other.segments.size(), segments.size());
        return longerFirst != 0 ? longerFirst : Boolean.compare(open, other.open);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("path pattern " + why + ", but was '" + text + "'");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** One segment: a literal, or a variable whose name is {@code *} where it has none. */
    private record Segment(String text, boolean variable) {

        boolean matches(CanonicalPath path, int start, int end) {
            return variable
                    ? end > start && path.mayFill(text, start, end)
                    : end - start == text.length() && path.value().startsWith(text, start);
        }

        boolean overlaps(Segment other) {
            return covers(other) || other.covers(this);
        }

        boolean covers(Segment other) {
            return variable ? other.variable || !other.text.isEmpty() : !other.variable && text.equals(other.text);
        }
    }
}
