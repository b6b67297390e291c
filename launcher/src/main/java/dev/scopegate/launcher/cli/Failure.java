package dev.scopegate.launcher.cli;

/** Why a command did not do what it was asked for, in words for the person at the terminal. */
final class Failure extends RuntimeException {

    static final int OTHER = 1;
    static final int DENIED = 2;

    private static final long serialVersionUID = 1L;

    private final int status;

    Failure(int status, String words) {
        super(words, null, false, false);
        this.status = status;
    }

    Failure(String words) {
        this(OTHER, words);
    }

    /** The exit status. */
    int status() {
        return status;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
