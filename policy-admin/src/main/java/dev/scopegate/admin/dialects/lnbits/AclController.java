package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.acls.AccessLists.Edit;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.admin.tokens.Tokens.Issued;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Stored;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Access lists and their tokens as LNbits speaks of them. */
@RestController
@Speaks("lnbits")
@RequestMapping("/api/v1/auth/acls")
final class AclController {

    private final AccessLists lists;
    private final Tokens tokens;
    private final Custody custody;
    private final Revocations revocations;
    private final AclTokenRequest requests;

    AclController(
            AccessLists lists, Tokens tokens, Custody custody, Revocations revocations, AclTokenRequest requests) {
        this.lists = lists;
        this.tokens = tokens;
        this.custody = custody;
        this.revocations = revocations;
        this.requests = requests;
    }

    @GetMapping
    List<Map<String, Object>> list(Caller caller) {
        return lists.list(caller).stream()
                .map(list -> {
                    Map<String, Object> form = form(list);
                    form.put("created_at", list.createdAt().toString());
                    return form;
                })
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> create(Caller caller, Body body) {
        List<String> endpoints = body.optionalTexts("allowed_endpoints");
        if (endpoints == null) {
            throw RefusedException.invalid("'allowed_endpoints' is required");
        }
        return form(lists.create(caller, new Edit(AccessLists.name(body.text("name")), capabilities(endpoints), null)));
    }

    @PutMapping("/{id}")
    Map<String, Object> update(Caller caller, @PathVariable String id, Body body) {
        String name = body.optionalText("name");
        List<String> endpoints = body.optionalTexts("allowed_endpoints");
        Edit edit = new Edit(
                name == null ? null : AccessLists.name(name), endpoints == null ? null : capabilities(endpoints), null);
        return form(lists.update(caller, id, edit, IfMatch.ANY).list());
    }

    @DeleteMapping("/{id}")
    Map<String, Object> delete(Caller caller, @PathVariable String id) {
        lists.delete(caller, id);
        return Map.of("detail", "ACL deleted");
    }

    @PostMapping("/{id}/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> issue(Caller caller, @PathVariable String id, Optional<Body> body) {
        lists.require(caller, id);
        Issued issued = tokens.issue(caller, requests.of(id, body));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", issued.token().id());
        answer.put("token", issued.secret().value());
        answer.put("acl_id", id);
        answer.put("created_at", issued.token().issuance().at().toString());
        return answer;
    }

    @DeleteMapping("/{id}/tokens/{token}")
    Map<String, Object> revoke(Caller caller, @PathVariable String id, @PathVariable String token) {
        lists.require(caller, id);
        Stored<TokenRecord> held = custody.find(caller, token)
                .filter(stored -> id.equals(stored.value().issuance().accessList()))
                .filter(stored -> stored.value().revocation() == null)
                .orElseThrow(() -> RefusedException.notFound("Token not found."));
        revocations.revoke(caller, held, "revoked by its owner");
        return Map.of("detail", "Token revoked");
    }

    private static List<GrantedCapability> capabilities(List<String> endpoints) {
        TokenForm.refuseTooMany(endpoints.size());
        try {
            return endpoints.stream()
                    .map(Capability::parse)
                    .distinct()
                    .map(capability -> new GrantedCapability(capability, List.of()))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("allowed_endpoints: " + e.getMessage());
        }
    }

    private static Map<String, Object> form(AccessList list) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", list.id());
        form.put("name", list.name());
        form.put(
                "allowed_endpoints",
                list.capabilities().stream()
                        .map(granted -> granted.capability().text())
                        .toList());
        return form;
    }
}
