package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A route's own form, as a JSON object in which <code>{text}</code>, <code>{code}</code>, <code>{status}</code>,
 * <code>{word}</code> and <code>{decision}</code> stand for what happened. They are filled in after the JSON is parsed,
 * so no value can change its form.
 */
record TemplateShape(Map<String, Object> template) implements ErrorShape {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");
    private static final Set<String> KNOWN = Set.of("text", "code", "status", "word", "decision");

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    static TemplateShape of(String text) {
        Map<String, Object> template;
        try {
            template = JSON.readValue(text, OBJECT);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("errors must be a JSON object, but was '" + text + "'", e);
        }
        Matcher named = PLACEHOLDER.matcher(text);
        while (named.find()) {
            if (!KNOWN.contains(named.group(1))) {
                throw new IllegalArgumentException(
                        "errors may name {text}, {code}, {status}, {word} and {decision}, but names '" + named.group()
                                + "'");
            }
        }
        return new TemplateShape(template);
    }

    @Override
    public String type() {
        return MediaType.APPLICATION_JSON_VALUE;
    }

    @Override
    public int status(Reason reason) {
        return reason.status();
    }

    @Override
    public Map<String, Object> body(Problem problem) {
        Reason reason = problem.reason();
        return filled(Map.of(
                "text", reason.text(),
                "code", reason.publicCode(),
                "status", reason.status(),
                "word", word(reason.status()),
                "decision", problem.decision()));
    }

    @Override
    public Map<String, Object> body(String title, int status) {
        String code = title.toLowerCase(Locale.ROOT).replace(' ', '_');
        return filled(Map.of("text", title, "code", code, "status", status, "word", word(status), "decision", ""));
    }

    private Map<String, Object> filled(Map<String, Object> values) {
        Map<String, Object> body = new LinkedHashMap<>();
        template.forEach((name, value) -> body.put(name, value == null ? "" : filled(value, values)));
        return body;
    }

    private static Object filled(Object part, Map<String, Object> values) {
        return switch (part) {
            case String text -> filled(text, values);
            case Map<?, ?> object -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                object.forEach(
                        (name, value) -> inner.put(String.valueOf(name), value == null ? "" : filled(value, values)));
                yield inner;
            }
            default -> part;
        };
    }

    /** A text that is one placeholder becomes its value, so that a status stays a number. */
    private static Object filled(String text, Map<String, Object> values) {
        if (text.equals("{status}")) {
            return Objects.requireNonNull(values.get("status"));
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(values.get(found.group(1)))));
    }

    private static String word(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase().replace(" ", "");
    }
}
