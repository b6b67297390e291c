package dev.scopegate.launcher;

/** Starts the whole product on one machine. */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        System.out.println("scopegate: nothing to launch yet");
    }
}
