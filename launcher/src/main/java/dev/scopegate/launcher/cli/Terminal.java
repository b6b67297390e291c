package dev.scopegate.launcher.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Where a command reads and writes. What was asked for goes to the one stream, everything about it to the other.
 *
 * @param asks whether somebody can answer a question
 * @param watches whether somebody sees how long something takes
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean asks, boolean watches) {

    private static final int LONGEST_INPUT = 1 << 20;

    /** The process's own. The script that started it knows what is a terminal: the JVM of older JDKs does not. */
    public static Terminal own() {
        return new Terminal(
                System.in,
                System.out,
                System.err,
                Boolean.getBoolean("scopegate.asks"),
                Boolean.getBoolean("scopegate.watches"));
    }

    void print(String text) {
        out.print(text);
    }

    void say(String line) {
        err.println("scopegate: " + line);
    }

    boolean confirms(String question) {
        err.print("scopegate: " + question + " [y/N] ");
        err.flush();
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String line = reader.readLine();
            return line != null && line.strip().equalsIgnoreCase("y");
        } catch (IOException gone) {
            return false;
        }
    }

    String input() {
        try {
            byte[] bytes = in.readNBytes(LONGEST_INPUT + 1);
            if (bytes.length > LONGEST_INPUT) {
                throw new Failure("input must have at most " + LONGEST_INPUT + " bytes, but has more");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new Failure("cannot read the input: " + failure.getMessage());
        }
    }

    /** Does something that may take long, and says so each second from the second one on where anybody watches. */
    <T> T during(String what, Supplier<T> work) {
        if (!watches) {
            return work.get();
        }
        Thread ticker = Thread.ofVirtual().start(() -> tick(what));
        try {
            return work.get();
        } finally {
            ticker.interrupt();
            join(ticker);
        }
    }

    private void tick(String what) {
        int seconds = 0;
        try {
            while (true) {
                Thread.sleep(1_000);
                seconds++;
                err.print("\rscopegate: " + what + ", " + seconds + " s");
                err.flush();
            }
        } catch (InterruptedException done) {
            if (seconds > 0) {
                err.print("\r" + " ".repeat(what.length() + 24) + "\r");
                err.flush();
            }
        }
    }

    private static void join(Thread ticker) {
        try {
            ticker.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
