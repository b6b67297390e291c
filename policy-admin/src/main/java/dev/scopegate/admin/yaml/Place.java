package dev.scopegate.admin.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a text.
 *
 * @param line the first is 1
 * @param column the first is 1
 * @param last of the steps that lead there from the text's top; null at the top
 */
public record Place(int line, int column, @Nullable Step last) {

    public static final Place START = new Place(1, 1, null);

    /** Into a member, or where there is no name into an item. Places share the steps that they have in common. */
    public record Step(@Nullable Step before, @Nullable String name, int index) {}

    Place at(int otherLine, int otherColumn) {
        return new Place(otherLine, otherColumn, last);
    }

    Place member(String name) {
        return new Place(line, column, new Step(last, name, 0));
    }

    Place item(int index) {
        return new Place(line, column, new Step(last, null, index));
    }

    /**
     * The members that lead there, such as {@code accessLists.dashboard.limits[0]}. Every value has a place and few are ever
     * told, so it is written when it is asked for.
     */
    public String path() {
        Deque<Step> steps = new ArrayDeque<>();
        for (Step step = last; step != null; step = step.before()) {
            steps.push(step);
        }
        StringBuilder path = new StringBuilder();
        for (Step step : steps) {
            if (step.name() == null) {
                path.append('[').append(step.index()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.name());
            }
        }
        return path.toString();
    }
}
