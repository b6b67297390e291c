package dev.scopegate.launcher;

/** Why something could not be started, in one line for the person at the terminal. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String line) {
        super(line);
    }

    public StartFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
