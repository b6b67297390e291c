package dev.scopegate.bench.load;

import java.time.Duration;

/** Sends one call again and again from many connections, each as soon as its last one was answered. */
public interface Loader {

    Load run(Call call, int connections, Duration duration);
}
