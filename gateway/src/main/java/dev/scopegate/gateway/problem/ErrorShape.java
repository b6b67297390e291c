package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** The form of refusals that an API's clients understand: a known one by its name, or a template of JSON. */
public interface ErrorShape {

    /**
     * Reads a name, such as {@code hopr}, or a template, such as <code>{"error":"{text}"}</code>.
     *
     * @throws IllegalArgumentException where it is neither
     */
    static ErrorShape of(String text) {
        if (text.stripLeading().startsWith("{")) {
            return TemplateShape.of(text);
        }
        if (text.equalsIgnoreCase("grpc")) {
            return GrpcShape.GRPC;
        }
        for (KnownShape known : KnownShape.values()) {
            if (known.name().equalsIgnoreCase(text.strip())) {
                return known;
            }
        }
        throw new IllegalArgumentException("errors must read 'problem', 'hopr', 'lnbits', 'ocean', 'saymon', 'grpc' or"
                + " a JSON object, but was '" + text.toLowerCase(Locale.ROOT) + "'");
    }

    String type();

    int status(Reason reason);

    /** The status of a failure that has no reason of ours, such as a filter's own. */
    default int status(int status) {
        return status;
    }

    /** What is written; empty for nothing but headers. */
    Map<String, Object> body(Problem problem);

    /** The same for a failure that has no reason of ours. */
    Map<String, Object> body(String title, int status);

    /** What the headers say beside HTTP's own. */
    default void say(HttpHeaders headers, int status, String text) {}
}
