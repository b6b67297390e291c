package dev.scopegate.gateway.route;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;

/** What a predicate answers without waiting for anything. */
final class PromptAnswer extends BaseSubscriber<Boolean> {

    private @Nullable Boolean answer;

    /** The answer; null where there is none yet, or a failure. Nothing is waited for any longer. */
    @Nullable
    Boolean given() {
        dispose();
        return answer;
    }

    @Override
    protected void hookOnNext(Boolean value) {
        answer = value;
    }

    /** As with the host, no answer is a no. */
    @Override
    protected void hookOnComplete() {
        answer = answer == null ? Boolean.FALSE : answer;
    }

    @Override
    protected void hookOnError(Throwable failure) {
        answer = null;
    }
}
