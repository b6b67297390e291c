package dev.scopegate.admin.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value in a text, with the place where it stands, so that whatever is wrong with it can be pointed at. */
public sealed interface Part {

    Place place();

    /** The same value without places, as other parsers take it. */
    @Nullable
    Object plain();

    record Mapping(Place place, Map<String, Part> members) implements Part {

        @Override
        public Map<String, @Nullable Object> plain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            members.forEach((name, part) -> plain.put(name, part.plain()));
            return plain;
        }
    }

    record Sequence(Place place, List<Part> items) implements Part {

        @Override
        public List<@Nullable Object> plain() {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(part -> plain.add(part.plain()));
            return plain;
        }
    }

    /** A text, a whole number, a truth value or nothing. */
    record Scalar(Place place, @Nullable Object value) implements Part {

        @Override
        public @Nullable Object plain() {
            return value;
        }
    }

    /** What it is, in a word. */
    default String kind() {
        return switch (this) {
            case Mapping mapping -> "a mapping";
            case Sequence sequence -> "a list";
            case Scalar scalar -> scalar.value() == null ? "empty" : "'" + scalar.value() + "'";
        };
    }
}
