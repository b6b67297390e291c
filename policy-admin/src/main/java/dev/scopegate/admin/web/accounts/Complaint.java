package dev.scopegate.admin.web.accounts;

import dev.scopegate.admin.http.Refusal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form that was sent, and beside which field it is to be said: what refuses a field names it first.
 *
 * @param field empty where it is about the whole form
 */
public record Complaint(String field, String text) {

    private static final List<String> FIELDS = List.of("username", "password", "email");
    private static final String CAPABILITY = "capability";

    static Complaint of(Refusal refusal) {
        String text = refusal.text().toLowerCase(Locale.ROOT);
        String field = text.startsWith(CAPABILITY)
                ? "capabilities"
                : FIELDS.stream().filter(text::startsWith).findFirst().orElse("");
        return new Complaint(field, refusal.text());
    }

    /** What to say beside this field; null where that is right. */
    public @Nullable String at(String wanted) {
        return field.equals(wanted) ? text : null;
    }
}
