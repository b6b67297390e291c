package dev.scopegate.admin.web.plot;

import dev.scopegate.store.Usage;
import dev.scopegate.store.Usage.Slot;
import dev.scopegate.store.UsagePeriod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calls over time as bars, permitted below and refused on top: {@code parts/plot :: bars(plot)} draws it, with the same
 * numbers as a table. Ages stand in place of times of day, so that they hold in every reader's zone; the page that shows it
 * names the style sheet {@code plot}.
 *
 * @param id begins the names of its parts, of which a page may have one each
 * @param each what one bar stands for: "minute"
 * @param last the length of the whole: "hour"
 * @param bars the oldest first
 * @param marks what the lines across stand for, from the top
 * @param ages what stands below, from the oldest
 */
public record Plot(String id, String each, String last, List<Bar> bars, List<String> marks, List<String> ages) {

    private static final List<String> AGES_IN_HOUR = List.of("60 min ago", "45 min", "30 min", "15 min", "now");
    private static final List<String> AGES_IN_DAY = List.of("24 h ago", "18 h", "12 h", "6 h", "now");
    private static final List<String> AGES_IN_WEEK =
            List.of("7 d ago", "6 d", "5 d", "4 d", "3 d", "2 d", "1 d", "now");
    private static final int HOURS_PER_BAR_OF_WEEK = 6;

    public Plot {
        bars = List.copyOf(bars);
        marks = List.copyOf(marks);
        ages = List.copyOf(ages);
    }

    /** The plot of a period; a week by six hours, since 168 bars are more than one can see. */
    public static Plot of(String id, Usage usage) {
        return switch (usage.period()) {
            case HOUR -> drawn(id, "minute", usage, 1, AGES_IN_HOUR);
            case DAY -> drawn(id, "hour", usage, 1, AGES_IN_DAY);
            case WEEK -> drawn(id, "6 hours", usage, HOURS_PER_BAR_OF_WEEK, AGES_IN_WEEK);
        };
    }

    private static Plot drawn(String id, String each, Usage usage, int slotsPerBar, List<String> ages) {
        List<Slot> slots = usage.slots();
        List<List<Slot>> groups = new ArrayList<>();
        for (int i = 0; i < slots.size(); i += slotsPerBar) {
            groups.add(slots.subList(i, i + slotsPerBar));
        }
        long highest = groups.stream().mapToLong(Plot::calls).max().orElse(0);
        Scale scale = Scale.reaching(highest);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            String age = age(usage.period(), (groups.size() - 1 - i) * slotsPerBar);
            bars.add(Bar.of(i, groups.get(i), age, scale));
        }
        String last = usage.period().name().toLowerCase(Locale.ROOT);
        return new Plot(id, each, last, bars, scale.marks(), ages);
    }

    private static long calls(List<Slot> slots) {
        return slots.stream()
                .mapToLong(slot -> slot.permitted() + slot.refusals())
                .sum();
    }

    private static String age(UsagePeriod period, int slots) {
        if (slots == 0) {
            return "now";
        }
        return slots + (period == UsagePeriod.HOUR ? " min ago" : " h ago");
    }

    public int width() {
        return bars.size() * Bar.STEP;
    }

    public long permitted() {
        return bars.stream().mapToLong(Bar::permitted).sum();
    }

    public long refused() {
        return bars.stream().mapToLong(Bar::refused).sum();
    }

    /** The whole in a sentence, for whoever does not see it. */
    public String summary() {
        long most = bars.stream()
                .mapToLong(bar -> bar.permitted() + bar.refused())
                .max()
                .orElse(0);
        return String.format(
                Locale.ENGLISH,
                "In the last %s %,d calls were permitted and %,d refused; at most %,d within one of %d bars.",
                last,
                permitted(),
                refused(),
                most,
                bars.size());
    }
}
