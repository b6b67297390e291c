package dev.scopegate.policy.capability;

import dev.scopegate.policy.access.AccessRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The power to use one method, or any, on the paths that a pattern matches: {@code GET /orders/*}. */
public record Capability(String method, PathPattern path) implements CapabilityRef {

    private static final String ANY = "*";
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z-]{0,31}|\\*");

    public Capability {
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException(
                    "method of a capability must be upper-case letters or '*', but was '" + method + "'");
        }
    }

    /**
     * Reads {@code METHOD /path/pattern}.
     *
     * @throws IllegalArgumentException where the text does not
     */
    public static Capability parse(String text) {
        int space = text.indexOf(' ');
        if (space < 1 || text.indexOf(' ', space + 1) >= 0) {
            throw new IllegalArgumentException("capability must read 'METHOD /path', but was '" + text + "'");
        }
        return new Capability(text.substring(0, space), PathPattern.parse(text.substring(space + 1)));
    }

    @Override
    public boolean covers(AccessRequest request, @Nullable Operation operation) {
        return matches(request);
    }

    @Override
    public boolean names(Operation operation) {
        return operation.capabilities().stream().anyMatch(each -> path.spells(each.path));
    }

    /** Whether every request that the other capability covers is covered by this one. */
    public boolean covers(Capability other) {
        return (method.equals(ANY) || method.equals(other.method)) && path.covers(other.path);
    }

    /** Whether some request is covered by both. */
    public boolean overlaps(Capability other) {
        return (anyMethod() || other.anyMethod() || method.equals(other.method)) && path.overlaps(other.path);
    }

    boolean matches(AccessRequest request) {
        return isFor(request.method()) && path.matches(request.path());
    }

    boolean isFor(String used) {
        return method.equals(ANY) || method.equals(used);
    }

    boolean anyMethod() {
        return method.equals(ANY);
    }

    @Override
    public String text() {
        return method + " " + path;
    }

    @Override
    public String toString() {
        return text();
    }
}
