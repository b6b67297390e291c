package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.token.Validity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * When, from where and on which APIs a token is good, as it was typed.
 *
 * @param lifetime one of {@link #LIFETIMES}, {@link #DATE} or {@link #NEVER}
 * @param until a date, for {@link #DATE}
 * @param networks one a line
 */
public record Conditions(String lifetime, String until, String networks, Set<String> audience) {

    /** The last day is typed. */
    public static final String DATE = "date";

    /** It does not end by itself. */
    public static final String NEVER = "never";

    /** Usual lifetimes. */
    public static final List<Lifetime> LIFETIMES = List.of(
            new Lifetime("PT1H", "1 hour"),
            new Lifetime("P1D", "1 day"),
            new Lifetime("P7D", "7 days"),
            new Lifetime("P30D", "30 days"),
            new Lifetime("P90D", "90 days"),
            new Lifetime("P365D", "1 year"));

    private static final String USUAL = "P30D";

    /** A lifetime to choose. */
    public record Lifetime(String value, String text) {}

    static Conditions usual() {
        return new Conditions(USUAL, "", "", Set.of());
    }

    static Conditions parse(MultiValueMap<String, String> form) {
        List<String> audience = form.get("audience");
        return new Conditions(
                text(form, "lifetime"),
                text(form, "until"),
                text(form, "networks"),
                audience == null ? Set.of() : new LinkedHashSet<>(audience));
    }

    static String text(MultiValueMap<String, String> form, String field) {
        String value = form.getFirst(field);
        return value == null ? "" : value.strip();
    }

    Validity validity(Instant now) {
        Instant end = switch (lifetime) {
            case NEVER -> null;
            case DATE -> endOf(until);
            default -> now.plus(chosen());
        };
        if (end != null && !end.isAfter(now)) {
            throw RefusedException.invalid("the last day must not be past, but was " + until);
        }
        return Validity.until(end);
    }

    private Duration chosen() {
        return LIFETIMES.stream()
                .filter(each -> each.value().equals(lifetime))
                .map(each -> Duration.parse(each.value()))
                .findFirst()
                .orElseThrow(() -> RefusedException.invalid("choose how long the token is good"));
    }

    /** A day is over when it is over in UTC, which the form says. */
    private static Instant endOf(String day) {
        try {
            LocalDate last = LocalDate.parse(day);
            if (last.getYear() > 2100) {
                throw RefusedException.invalid("the last day must be before 2101, but was " + last);
            }
            return last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw RefusedException.invalid("the last day must read like 2030-12-31, but was '" + day + "'");
        }
    }

    List<Network> admitted() {
        return networks(networks);
    }

    /** Networks that stand one a line. */
    static List<Network> networks(String lines) {
        return TokenForm.networks(
                lines.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    Set<String> apis() {
        return TokenForm.audience(List.copyOf(audience));
    }
}
