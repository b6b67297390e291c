package dev.scopegate.store;

/** What a {@link Commit} expected does not hold any more; nothing was written. */
public final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
        super(message);
    }
}
