package dev.scopegate.admin.dialects.ocean;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries to {@link OceanErrors} what is wrong with the fields of a request. */
final class InvalidFieldsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, ?> errors;

    /** Every complaint, by field. */
    InvalidFieldsException(Map<String, List<String>> errors) {
        super("invalid fields: " + errors.keySet(), null, false, false);
        this.errors = new LinkedHashMap<>(errors);
    }

    /** A signature that is well formed but not good: real providers then give a text in place of the list. */
    InvalidFieldsException(String signature) {
        super("invalid signature", null, false, false);
        this.errors = Map.of("signature", signature);
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("errors", errors);
        document.put("message", "Validation error");
        document.put("success", false);
        return document;
    }
}
