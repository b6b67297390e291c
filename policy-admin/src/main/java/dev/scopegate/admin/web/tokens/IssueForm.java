package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.TokenRequest;
import dev.scopegate.admin.web.forms.CapabilitiesForm;
import dev.scopegate.admin.web.forms.LimitsForm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * What was typed to issue a token: kept as it is, whatever is wrong with it.
 *
 * @param fromList whether it is to draw on an access list; else it has capabilities of its own
 */
public record IssueForm(
        String description,
        boolean fromList,
        String accessList,
        CapabilitiesForm capabilities,
        LimitsForm limits,
        Conditions conditions) {

    private static final String LIST = "list";

    static IssueForm empty(String accessList, boolean hasLists) {
        return new IssueForm(
                "",
                hasLists,
                accessList,
                CapabilitiesForm.of(List.of()),
                LimitsForm.of(LimitsForm.ALL, List.of()),
                Conditions.usual());
    }

    static IssueForm parse(MultiValueMap<String, String> form, CapabilitiesForm capabilities) {
        return new IssueForm(
                Conditions.text(form, "description"),
                Conditions.text(form, "source").equals(LIST),
                Conditions.text(form, "accessList"),
                capabilities,
                LimitsForm.parse(LimitsForm.ALL, form),
                Conditions.parse(form));
    }

    /** What is wrong, by the field that it is wrong with. */
    Map<String, String> errors(Instant now) {
        Map<String, String> errors = new LinkedHashMap<>();
        check(errors, "description", () -> TokenForm.description(description));
        check(errors, "lifetime", () -> conditions.validity(now));
        check(errors, "networks", conditions::admitted);
        check(errors, "audience", conditions::apis);
        if (fromList && accessList.isEmpty()) {
            errors.put("accessList", "choose the list that the token draws on");
        }
        if (!fromList && capabilities.rows().isEmpty()) {
            errors.put(
                    "capabilities", "a token that may do nothing is of no use: tick an operation or write a pattern");
        }
        if (!fromList && !capabilities.isValid()) {
            errors.put("capabilities", "one of the patterns or its limits is not right yet: it says which below");
        }
        if (!limits.isValid()) {
            errors.put("limits", "one of the limits is not right yet: it says which below");
        }
        return errors;
    }

    /** The token that is asked for; only where nothing is wrong. */
    TokenRequest request(Instant now) {
        return new TokenRequest(
                description,
                fromList ? accessList : null,
                fromList ? null : capabilities.granted(),
                limits.limits(),
                conditions.admitted(),
                conditions.apis(),
                conditions.validity(now));
    }

    static void check(Map<String, String> errors, String field, Runnable parse) {
        try {
            parse.run();
        } catch (RefusedException e) {
            errors.put(field, e.refusal().text());
        }
    }
}
