package dev.scopegate.admin.web.plot;

import dev.scopegate.store.Usage.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One bar, in a drawing that is 100 high.
 *
 * @param from when what it stands for began
 * @param age the same, as seen from now
 * @param x where it is drawn
 * @param permittedHeight from the ground
 * @param refusedHeight on top of that
 */
public record Bar(
        Instant from, String age, long permitted, long refused, int x, double permittedHeight, double refusedHeight) {

    static final int STEP = 10;
    private static final double HEIGHT = 100;

    static Bar of(int position, List<Slot> slots, String age, Scale scale) {
        long permitted = slots.stream().mapToLong(Slot::permitted).sum();
        long refused = slots.stream().mapToLong(Slot::refusals).sum();
        double refusedHeight = scale.height(refused);
        double permittedHeight = Math.min(scale.height(permitted), HEIGHT - refusedHeight);
        return new Bar(slots.getFirst().at(), age, permitted, refused, position * STEP, permittedHeight, refusedHeight);
    }

    public double permittedY() {
        return HEIGHT - permittedHeight;
    }

    public double refusedY() {
        return permittedY() - refusedHeight;
    }

    /** Whether there is anything to draw. */
    public boolean isEmpty() {
        return permitted == 0 && refused == 0;
    }

    public String text() {
        return String.format(Locale.ENGLISH, "%s: %,d permitted, %,d refused", age, permitted, refused);
    }
}
