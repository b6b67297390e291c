package dev.scopegate.launcher.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Limits and times as they are typed: {@code calls=100/day}, {@code rate=10/1s,burst=20}, {@code 90d}. */
final class LimitText {

    private static final Pattern CALLS = Pattern.compile("calls=(\\d{1,18})(?:/(minute|hour|day|month))?");
    private static final Pattern RATE = Pattern.compile("rate=(\\d{1,18})/(\\d{1,9}[smhd])(?:,burst=(\\d{1,18}))?");
    private static final Pattern CONCURRENCY = Pattern.compile("concurrency=(\\d{1,18})");
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})([smhd])");

    private LimitText() {}

    static Map<String, Object> parse(String text) {
        Map<String, Object> limit = new LinkedHashMap<>();
        Matcher calls = CALLS.matcher(text);
        Matcher rate = RATE.matcher(text);
        Matcher concurrency = CONCURRENCY.matcher(text);
        if (calls.matches()) {
            limit.put("type", "calls");
            limit.put("max", Long.valueOf(calls.group(1)));
            if (calls.group(2) != null) {
                limit.put("per", calls.group(2));
            }
        } else if (rate.matches()) {
            limit.put("type", "rate");
            limit.put("calls", Long.valueOf(rate.group(1)));
            limit.put("period", duration(rate.group(2)).toString());
            if (rate.group(3) != null) {
                limit.put("burst", Long.valueOf(rate.group(3)));
            }
        } else if (concurrency.matches()) {
            limit.put("type", "concurrency");
            limit.put("calls", Long.valueOf(concurrency.group(1)));
        } else {
            throw new Failure(
                    "limit must read like calls=100/day, rate=10/1s,burst=20 or concurrency=5, but was '" + text + "'");
        }
        return limit;
    }

    static Duration duration(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new Failure("time must read like 30s, 15m, 12h or 90d, but was '" + text + "'");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
