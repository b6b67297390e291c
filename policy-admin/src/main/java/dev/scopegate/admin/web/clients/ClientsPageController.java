package dev.scopegate.admin.web.clients;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.clients.ClientImpacts;
import dev.scopegate.admin.clients.Clients;
import dev.scopegate.admin.clients.Clients.Made;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.Client;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Client keys: made, suspended, ended. A secret is in the answer that made it and nowhere else. */
@Page
final class ClientsPageController {

    private static final String LIST = "clients/list";
    private static final String BACK = "redirect:/ui/clients?done=";

    private final Clients clients;
    private final ClientImpacts impacts;
    private final Acknowledgement acknowledgement;

    ClientsPageController(Clients clients, ClientImpacts impacts, Acknowledgement acknowledgement) {
        this.clients = clients;
        this.impacts = impacts;
        this.acknowledgement = acknowledgement;
    }

    @Performs("clientsList")
    @GetMapping("/ui/clients")
    String list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer offset,
            @RequestParam(defaultValue = "") String done,
            Model model) {
        model.addAttribute("done", done);
        return page(caller, offset, model);
    }

    @Performs("clientsCreate")
    @PostMapping("/ui/clients")
    String create(
            Caller caller,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean unsigned,
            Model model,
            HttpServletResponse response) {
        try {
            Made made = clients.create(caller, name.strip(), !unsigned);
            model.addAttribute("client", made.client());
            model.addAttribute("secret", made.secret());
            return "clients/made";
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            model.addAttribute("typed", name);
            return page(caller, null, model);
        }
    }

    @Performs("clientsDisable")
    @PostMapping("/ui/clients/{id}/disable")
    String disable(Caller caller, @PathVariable String id) {
        acknowledgement.await(clients.disable(caller, id, true).at());
        return BACK + "disabled";
    }

    @Performs("clientsEnable")
    @PostMapping("/ui/clients/{id}/enable")
    String enable(Caller caller, @PathVariable String id) {
        acknowledgement.await(clients.disable(caller, id, false).at());
        return BACK + "enabled";
    }

    @Performs("clientsImpact")
    @GetMapping("/ui/clients/{id}/delete")
    String confirm(Caller caller, @PathVariable String id, Model model) {
        ClientImpacts.Impact impact = impacts.of(caller, id);
        model.addAttribute("client", impact.client());
        model.addAttribute("tokens", impact.tokens());
        return "clients/delete";
    }

    @Performs("clientsDelete")
    @PostMapping("/ui/clients/{id}/delete")
    String delete(Caller caller, @PathVariable String id) {
        acknowledgement.await(clients.delete(caller, id).at());
        return BACK + "deleted";
    }

    private String page(Caller caller, @Nullable Integer offset, Model model) {
        var part = dev.scopegate.admin.http.Page.of(offset, null);
        List<Client> list = clients.list(caller, caller.account().id(), part.offset(), part.count());
        model.addAttribute("clients", list);
        model.addAttribute("offset", part.offset());
        model.addAttribute("next", list.size() < part.count() ? null : part.offset() + part.count());
        return LIST;
    }
}
