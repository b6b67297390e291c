package dev.scopegate.admin.clients;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.clients.Clients.Made;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Page;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Clients in this app's own API. Textile calls a client a user-group key: its id is the key, its secret the secret. */
@RestController
@RequestMapping("/api/v1/clients")
final class ClientsController {

    private final Clients clients;
    private final ClientImpacts impacts;
    private final Acknowledgement acknowledgement;

    ClientsController(Clients clients, ClientImpacts impacts, Acknowledgement acknowledgement) {
        this.clients = clients;
        this.impacts = impacts;
        this.acknowledgement = acknowledgement;
    }

    /** The caller's clients; an administrator may name another account. */
    @GetMapping
    Map<String, Object> list(
            Caller caller,
            @RequestParam @Nullable String account,
            @RequestParam @Nullable Integer offset,
            @RequestParam @Nullable Integer count) {
        Page page = Page.of(offset, count);
        String owner = account == null ? caller.account().id() : account;
        List<Map<String, Object>> list = clients.list(caller, owner, page.offset(), page.count()).stream()
                .map(ClientsController::form)
                .toList();
        return Map.of("clients", list, "offset", page.offset());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> create(Caller caller, Body body) {
        Made made = clients.create(caller, body.text("name"), body.truth("signed", true));
        Map<String, Object> form = form(made.client());
        if (made.secret() != null) {
            form.put("secret", made.secret());
        }
        return form;
    }

    @GetMapping("/{id}")
    Map<String, Object> get(Caller caller, @PathVariable String id) {
        return form(clients.require(caller, id));
    }

    /** What would end with the client. */
    @GetMapping("/{id}/impact")
    Map<String, Object> impact(Caller caller, @PathVariable String id) {
        ClientImpacts.Impact impact = impacts.of(caller, id);
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", id);
        form.put("tokens", impact.tokens().tokens());
        form.put("tokensExact", impact.tokens().exact());
        return form;
    }

    @PostMapping("/{id}/disable")
    Map<String, Object> disable(Caller caller, @PathVariable String id) {
        return answer(clients.disable(caller, id, true));
    }

    @PostMapping("/{id}/enable")
    Map<String, Object> enable(Caller caller, @PathVariable String id) {
        return answer(clients.disable(caller, id, false));
    }

    @DeleteMapping("/{id}")
    Deleted delete(Caller caller, @PathVariable String id) {
        Committed<Client> committed = clients.delete(caller, id);
        return new Deleted(id, true, acknowledgement.await(committed.at()));
    }

    private Map<String, Object> answer(Committed<Client> committed) {
        Map<String, Object> form = form(committed.result());
        form.put("acknowledged", acknowledgement.await(committed.at()));
        return form;
    }

    private static Map<String, Object> form(Client client) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("id", client.id());
        form.put("name", client.name());
        form.put("owner", client.owner());
        form.put("signed", client.sealedSecret() != null);
        form.put("disabled", client.disabled());
        form.put("createdAt", client.createdAt().toString());
        return form;
    }

    /** The answer to a deletion, with the gateways that have seen it. */
    record Deleted(String id, boolean deleted, Acknowledged acknowledged) {}
}
