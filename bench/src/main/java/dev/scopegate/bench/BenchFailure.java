package dev.scopegate.bench;

/** Why there is no measurement, in one line for the person at the terminal. */
public final class BenchFailure extends RuntimeException {

    public BenchFailure(String line) {
        super(line);
    }

    public BenchFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
