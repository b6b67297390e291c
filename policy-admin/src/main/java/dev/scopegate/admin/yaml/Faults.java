package dev.scopegate.admin.yaml;

import dev.scopegate.admin.http.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is wrong with a text, since whoever mends it wants to know all at once. */
public final class Faults {

    private static final int MOST = 100;

    private final String what;
    private final List<Found> found = new ArrayList<>();

    /**
     * None so far.
     *
     * @param what is read, as the refusal calls it
     */
    public Faults(String what) {
        this.what = what;
    }

    /** One thing that is wrong, and where. */
    public record Fault(int line, int column, String at, String message) {}

    private record Found(Place place, String message) {

        Fault told() {
            return new Fault(place.line(), place.column(), place.path(), message);
        }
    }

    public void add(Place place, String message) {
        found.add(new Found(place, message));
    }

    /** What a parser makes of the text at this place; null where it refused it, which is noted. */
    public <T> @Nullable T noting(Place place, Supplier<@Nullable T> parser) {
        try {
            return parser.get();
        } catch (RefusedException e) {
            add(place, e.refusal().text());
        } catch (IllegalArgumentException e) {
            add(place, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** Refuses the text where anything is wrong with it. */
    public void refuseAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.<Found>comparingInt(fault -> fault.place().line())
                    .thenComparingInt(fault -> fault.place().column()));
            throw new FaultyTextException(
                    what,
                    found.size(),
                    found.stream().limit(MOST).map(Found::told).toList());
        }
    }
}
