package dev.scopegate.admin.web.account;

import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Taking an identity, or a passkey, from one's account, once it was said what ends with it. */
@Page
final class UnlinkPageController {

    private final Identities identities;

    UnlinkPageController(Identities identities) {
        this.identities = identities;
    }

    @Performs("identitiesList")
    @GetMapping("/ui/account/unlink")
    String confirm(Caller caller, @RequestParam(defaultValue = "") String identity, Model model) {
        model.addAttribute(
                "identity",
                identities.of(caller).stream()
                        .filter(each -> each.text().equals(identity))
                        .findFirst()
                        .orElseThrow(() -> RefusedException.notFound("the account has no such identity")));
        return "account/unlink";
    }

    @Performs("identitiesUnlink")
    @PostMapping("/ui/account/unlink")
    String unlink(Caller caller, @RequestParam(defaultValue = "") String identity) {
        identities.unlink(caller, identity);
        return "redirect:/ui/account?done=unlinked";
    }
}
