package dev.scopegate.store;

/**
 * A value with the exact text that is stored of it, so that a {@link Commit} can expect it to be {@linkplain
 * Commit#unchanged unchanged}.
 */
public record Stored<T>(T value, String raw) {

    /** The text may hold a password hash. */
    @Override
    public String toString() {
        return "Stored[" + value + "]";
    }
}
