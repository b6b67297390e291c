package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** The forms that come with the gateway. */
enum KnownShape implements ErrorShape {
    /** RFC 9457. */
    PROBLEM(MediaType.APPLICATION_PROBLEM_JSON_VALUE) {
        @Override
        public Map<String, Object> body(Problem problem) {
            Reason reason = problem.reason();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", "urn:scopegate:problem:" + reason.publicCode());
            body.put("title", reason.text());
            body.put("status", reason.status());
            body.put("code", reason.publicCode());
            body.put("decision", problem.decision());
            if (!problem.sufficient().isEmpty()) {
                body.put("scope", problem.sufficient());
            }
            return body;
        }
    },
    /** HOPR clients read {@code status} as a word, and know no 429: a used-up limit is a missing power to them. */
    HOPR(MediaType.APPLICATION_JSON_VALUE) {
        @Override
        public int status(Reason reason) {
            return reason.status() == 429 ? 403 : reason.status();
        }

        @Override
        public Map<String, Object> body(Problem problem) {
            return switch (status(problem.reason())) {
                case 401 -> words("status", "UNAUTHORIZED", "error", "authentication failed");
                case 403 -> words("status", "UNAUTHORIZED", "error", "authorization failed");
                case 400 ->
                    words("status", "INVALID_INPUT", "error", problem.reason().text());
                default ->
                    words("status", "UNKNOWN_FAILURE", "error", problem.reason().text());
            };
        }
    },
    /** LNbits clients read {@code detail}. */
    LNBITS(MediaType.APPLICATION_JSON_VALUE) {
        @Override
        public Map<String, Object> body(Problem problem) {
            return Map.of("detail", problem.reason().text());
        }
    },
    /** Ocean provider's clients read {@code error}. */
    OCEAN(MediaType.APPLICATION_JSON_VALUE) {
        @Override
        public Map<String, Object> body(Problem problem) {
            return Map.of("error", problem.reason().text());
        }
    },
    /** SAYMON writes the message of a 401 as JSON within JSON. */
    SAYMON(MediaType.APPLICATION_JSON_VALUE) {
        @Override
        public Map<String, Object> body(Problem problem) {
            Reason reason = problem.reason();
            String message = reason.status() == 401
                    ? "{\"errorCode\":3,\"message\":\"" + saymonText(reason) + "\"}"
                    : reason.text();
            return words("code", word(reason.status()), "message", message);
        }
    };

    private final String type;

    KnownShape(String type) {
        this.type = type;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public int status(Reason reason) {
        return reason.status();
    }

    @Override
    public Map<String, Object> body(String title, int status) {
        return switch (this) {
            case PROBLEM -> words("title", title, "status", status);
            case HOPR -> words("status", title.replace(" ", "_").toUpperCase(Locale.ROOT), "error", title);
            case LNBITS -> Map.of("detail", title);
            case OCEAN -> Map.of("error", title);
            case SAYMON -> words("code", word(status), "message", title);
        };
    }

    private static Map<String, Object> words(String first, Object one, String second, Object other) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(first, one);
        body.put(second, other);
        return body;
    }

    private static String word(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase().replace(" ", "");
    }

    private static String saymonText(Reason reason) {
        return reason == Reason.NO_CREDENTIAL ? "Not logged in." : "Invalid API token.";
    }
}
