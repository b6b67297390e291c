package dev.scopegate.admin.audit;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AuditFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is looked for in the audit log, by whoever may see it. */
public record AuditQuery(Kind kind, AuditFilter filter) {

    private static final int LONGEST = 400;

    /** The two logs. */
    public enum Kind {
        CHANGES,
        DECISIONS;

        /** As addresses write it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a request asks for, as it stands in its query; empty fields count as none.
     *
     * @param kind {@code changes} or {@code decisions}
     * @param from a moment, such as {@code 2026-01-31T08:00:00Z}; without a zone it is UTC
     */
    public record Form(
            @Nullable String kind,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String outcome,
            @Nullable String from,
            @Nullable String until) {

        /** The fields that say something, for the address of another page of the same search. */
        public Map<String, String> given() {
            Map<String, String> fields = new LinkedHashMap<>();
            put(fields, "kind", kind);
            put(fields, "actor", actor);
            put(fields, "action", action);
            put(fields, "subject", subject);
            put(fields, "outcome", outcome);
            put(fields, "from", from);
            put(fields, "until", until);
            return fields;
        }

        private static void put(Map<String, String> fields, String name, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                fields.put(name, value.strip());
            }
        }
    }

    /** Reads what was asked for. */
    public static AuditQuery of(Form form) {
        Map<String, String> given = form.given();
        given.forEach((name, value) -> {
            if (value.length() > LONGEST) {
                throw RefusedException.invalid("'" + name + "' must have at most " + LONGEST + " characters");
            }
        });
        Kind kind = kind(given.getOrDefault("kind", "changes"));
        if (kind == Kind.CHANGES && given.containsKey("outcome")) {
            throw RefusedException.invalid("'outcome' is for decisions: a change has none");
        }
        return new AuditQuery(
                kind,
                new AuditFilter(
                        null,
                        given.get("actor"),
                        given.get("action"),
                        given.get("subject"),
                        given.get("outcome"),
                        moment("from", given.get("from")),
                        moment("until", given.get("until"))));
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "changes" -> Kind.CHANGES;
            case "decisions" -> Kind.DECISIONS;
            default -> throw RefusedException.invalid("'kind' must be 'changes' or 'decisions'");
        };
    }

    private static @Nullable Instant moment(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant moment = text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            // Beyond these years no moment has milliseconds that a stream's id can hold.
            if (moment.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
                throw new DateTimeException(text);
            }
            return moment;
        } catch (DateTimeException e) {
            throw RefusedException.invalid(
                    "'" + name + "' must be a moment such as '2026-01-31T08:00:00Z', but was '" + text + "'");
        }
    }

    AuditFilter seenBy(Caller caller) {
        return caller.isAdministrator()
                ? filter
                : new AuditFilter(
                        caller.account().id(),
                        filter.actor(),
                        filter.action(),
                        filter.subject(),
                        filter.outcome(),
                        filter.from(),
                        filter.until());
    }
}
