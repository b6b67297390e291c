package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.tokens.TokenChange;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.web.forms.CapabilitiesForm;
import dev.scopegate.admin.web.forms.LimitsForm;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What was typed to change a token: kept as it is, whatever is wrong with it.
 *
 * @param capabilities null where it draws on its access list alone
 * @param networks one a line
 * @param etag of the version of the token that it was made from
 */
public record EditForm(
        String description,
        @Nullable CapabilitiesForm capabilities,
        LimitsForm limits,
        String networks,
        Set<String> audience,
        String etag) {

    static EditForm of(Stored<TokenRecord> held) {
        return of(held.value(), EntityTag.of(held.raw()).value());
    }

    private static EditForm of(TokenRecord token, String etag) {
        Terms terms = token.terms();
        return new EditForm(
                token.issuance().description(),
                terms.capabilities() == null ? null : CapabilitiesForm.of(terms.capabilities()),
                LimitsForm.of(LimitsForm.ALL, terms.limits()),
                terms.networks().stream().map(Network::toString).collect(Collectors.joining("\n")),
                terms.audience(),
                etag);
    }

    /** The same, made from this version: whoever has seen it may save over it. */
    EditForm from(Stored<TokenRecord> held) {
        String now = EntityTag.of(held.raw()).value();
        return new EditForm(description, capabilities, limits, networks, audience, now);
    }

    /** What was sent for this token. */
    static EditForm parse(MultiValueMap<String, String> form, TokenRecord token, CapabilitiesForm capabilities) {
        List<String> audience = form.get("audience");
        return new EditForm(
                Conditions.text(form, "description"),
                token.terms().capabilities() == null ? null : capabilities,
                LimitsForm.parse(LimitsForm.ALL, form),
                Conditions.text(form, "networks"),
                audience == null ? Set.of() : new LinkedHashSet<>(audience),
                Conditions.text(form, "etag"));
    }

    /** What is wrong, by the field that it is wrong with. */
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        IssueForm.check(errors, "description", () -> TokenForm.description(description));
        IssueForm.check(errors, "networks", () -> Conditions.networks(networks));
        IssueForm.check(errors, "audience", () -> TokenForm.audience(List.copyOf(audience)));
        if (capabilities != null && !capabilities.isValid()) {
            errors.put("capabilities", "one of the patterns or its limits is not right yet: it says which below");
        }
        if (!limits.isValid()) {
            errors.put("limits", "one of the limits is not right yet: it says which below");
        }
        return errors;
    }

    /** The change that is asked for, where nothing is wrong: what was not touched stays as it is. */
    TokenChange change(TokenRecord token) {
        EditForm was = of(token, etag);
        return new TokenChange(
                description.equals(was.description) ? null : description,
                capabilities == null
                                || capabilities.granted().equals(token.terms().capabilities())
                        ? null
                        : capabilities.granted(),
                limits.limits().equals(token.terms().limits()) ? null : limits.limits(),
                networks.equals(was.networks) ? null : Conditions.networks(networks),
                audience.equals(was.audience) ? null : TokenForm.audience(List.copyOf(audience)));
    }
}
