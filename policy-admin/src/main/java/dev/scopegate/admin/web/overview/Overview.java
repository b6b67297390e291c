package dev.scopegate.admin.web.overview;

import dev.scopegate.admin.web.plot.Plot;
import java.time.Instant;
import java.util.List;

/**
 * What the first page shows of usage.
 *
 * @param since from when on the busiest are counted
 */
record Overview(
        String period, Plot plot, List<ReasonCount> reasons, Instant since, List<Busy> tokens, List<Busy> operations) {

    /** How often something was refused for one reason. */
    record ReasonCount(String words, String text, long calls) {}

    /**
     * A busy token or operation.
     *
     * @param name in words for people; the same as the id where there are none
     */
    record Busy(String id, String name, long calls) {}
}
