package dev.scopegate.gateway.connection;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Fuseable;
import reactor.core.publisher.Mono;

/** What a {@link Mono} holds that has nothing to wait for. A step that is taken at once costs nothing; an operator would. */
public final class Ready {

    private Ready() {}

    /** Whether the value, or that there is none, is there already. */
    public static boolean is(Mono<?> mono) {
        return mono instanceof Fuseable.ScalarCallable<?>;
    }

    /** The same as {@link Mono#map}, taken at once where it can be. */
    public static <T, R> Mono<R> map(Mono<T> mono, Function<T, R> step) {
        return is(mono) ? flatMap(mono, known -> Mono.just(step.apply(known))) : mono.map(step);
    }

    /** The same as {@link Mono#defaultIfEmpty}, taken at once where it can be. */
    public static <T> Mono<T> orElse(Mono<T> mono, T other) {
        if (!is(mono)) {
            return mono.defaultIfEmpty(other);
        }
        try {
            return valueOf(mono) == null ? Mono.just(other) : mono;
        } catch (Exception e) {
            return mono;
        }
    }

    /** What comes of one that is ready, and of the next step; a failure of either is a failed {@link Mono}. */
    static <T, R> Mono<R> flatMap(Mono<T> ready, Function<T, Mono<R>> step) {
        try {
            T known = valueOf(ready);
            return known == null ? Mono.empty() : step.apply(known);
        } catch (Exception e) {
            return Mono.error(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable T valueOf(Mono<T> ready) throws Exception {
        return ((Callable<@Nullable T>) ready).call();
    }
}
