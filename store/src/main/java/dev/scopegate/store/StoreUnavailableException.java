package dev.scopegate.store;

import org.jspecify.annotations.Nullable;

/** Redis could not be asked, did not answer in time, or answered what cannot be read: an outage, not a refusal. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        this(message, null);
    }

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
