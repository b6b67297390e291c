package dev.scopegate.admin.changes;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits for the store: every caller runs on a virtual thread, which costs nothing while it waits. */
public final class Reply {

    private Reply() {}

    /** The reply, or the store's own exception. */
    public static <T> T of(CompletionStage<T> pending) {
        try {
            return pending.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
