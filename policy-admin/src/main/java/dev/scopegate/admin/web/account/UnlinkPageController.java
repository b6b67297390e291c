package dev.scopegate.admin.web.account;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.store.AccountProfile;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Taking an identity, or a passkey, from one's account, once it was said what ends with it. */
@Page
final class UnlinkPageController {

    private final Accounts accounts;
    private final Identities identities;

    UnlinkPageController(Accounts accounts, Identities identities) {
        this.accounts = accounts;
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
        AccountProfile profile = accounts.profile(caller);
        model.addAttribute("profile", profile);
        model.addAttribute("keyed", FreshProof.hasPasskey(profile));
        model.addAttribute("scripts", List.of("passkey"));
        return "account/unlink";
    }

    @Performs("identitiesUnlink")
    @PostMapping("/ui/account/unlink")
    String unlink(
            Caller caller,
            @RequestParam(defaultValue = "") String identity,
            @ModelAttribute ProofForm proof,
            Model model,
            HttpServletResponse response) {
        try {
            identities.unlink(caller, identity, proof.body());
            return "redirect:/ui/account?done=unlinked";
        } catch (RefusedException refused) {
            int status = refused.refusal().status();
            if (status != 400 && status != 403) {
                throw refused;
            }
            response.setStatus(status);
            model.addAttribute("error", refused.refusal().text());
            return confirm(caller, identity, model);
        }
    }
}
