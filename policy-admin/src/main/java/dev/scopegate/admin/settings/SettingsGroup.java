package dev.scopegate.admin.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one part of this app, as they are in force. The part itself says which of them may be shown.
 *
 * @param about what they are for
 */
public record SettingsGroup(String name, String about, List<Setting> settings) {

    public SettingsGroup {
        settings = List.copyOf(settings);
    }

    /** One setting: the property that sets it, and what it is set to, in words. */
    public record Setting(String property, String value) {}

    public static Builder named(String name, String about) {
        return new Builder(name, about);
    }

    /** Collects settings in the order in which they are to be read. */
    public static final class Builder {

        private final String name;
        private final String about;
        private final List<Setting> settings = new ArrayList<>();

        private Builder(String name, String about) {
            this.name = name;
            this.about = about;
        }

        /** A setting that everybody who administers may read. */
        public Builder with(String property, @Nullable Object value) {
            settings.add(new Setting(property, text(value)));
            return this;
        }

        /** A secret, of which nothing is told but that it is there. */
        public Builder secret(String property, @Nullable String value) {
            settings.add(new Setting(property, value == null || value.isEmpty() ? "not set" : "set, not shown"));
            return this;
        }

        public SettingsGroup build() {
            return new SettingsGroup(name, about, settings);
        }

        private static String text(@Nullable Object value) {
            return switch (value) {
                case null -> "not set";
                case Boolean on -> on ? "yes" : "no";
                case Duration time -> words(time);
                case Collection<?> many when many.isEmpty() -> "none";
                case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(", "));
                case String text when text.isEmpty() -> "not set";
                default -> value.toString();
            };
        }

        private static String words(Duration time) {
            if (time.toMillis() % 1_000 != 0) {
                return counted(time.toMillis(), "millisecond");
            }
            long seconds = time.toSeconds();
            if (seconds % 86_400 == 0) {
                return counted(seconds / 86_400, "day");
            }
            return seconds % 3_600 == 0
                    ? counted(seconds / 3_600, "hour")
                    : seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
        }

        private static String counted(long number, String unit) {
            return number + " " + unit + (number == 1 ? "" : "s");
        }
    }
}
