package dev.scopegate.admin.web.plot;

import java.util.List;
import java.util.Locale;

/** How many calls the top of a plot stands for: a number that people read easily. */
record Scale(long top) {

    private static final double HEIGHT = 100;
    /** Drawn where there is anything at all: one refusal among thousands of calls is to be seen. */
    private static final double LEAST = 1.5;

    static Scale reaching(long highest) {
        long unit = 1;
        while (true) {
            for (long step : new long[] {2, 4, 10}) {
                if (step * unit >= highest) {
                    return new Scale(step * unit);
                }
            }
            unit *= 10;
        }
    }

    double height(long calls) {
        return calls == 0 ? 0 : Math.max(LEAST, Math.min(HEIGHT, calls * HEIGHT / top));
    }

    /** From the top down to nothing. */
    List<String> marks() {
        return List.of(text(top), text(top / 2), "0");
    }

    private static String text(long calls) {
        return String.format(Locale.ENGLISH, "%,d", calls);
    }
}
