package dev.scopegate.e2e;

import java.time.Duration;

/** A part of the system that can be killed and started again. */
interface Part {

    void start();

    /** Ends it as a power cut would. */
    void kill();

    void awaitReady(Duration atMost);
}
