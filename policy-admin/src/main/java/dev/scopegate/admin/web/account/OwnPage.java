package dev.scopegate.admin.web.account;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.own.SignIns;
import dev.scopegate.admin.passkeys.Passkey;
import dev.scopegate.admin.passkeys.Passkeys;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AccountProfile;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows one's own account, with what went wrong beside the form that asked for it. */
@Component
final class OwnPage {

    private final Accounts accounts;
    private final Passkeys passkeys;
    private final SignIns signIns;

    OwnPage(Accounts accounts, Passkeys passkeys, SignIns signIns) {
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.signIns = signIns;
    }

    /**
     * The page with a refusal.
     *
     * @param where the part of the page that asked
     */
    String refused(Caller caller, RefusedException refused, String where, Model model, HttpServletResponse response) {
        response.setStatus(refused.refusal().status());
        model.addAttribute("error", refused.refusal().text());
        model.addAttribute("where", where);
        return show(caller, "", model);
    }

    /**
     * The page.
     *
     * @param before the place in the list of logins to go on from; empty for the newest
     */
    String show(Caller caller, String before, Model model) {
        model.addAttribute("account", caller.account());
        AccountProfile profile = accounts.profile(caller);
        model.addAttribute("profile", profile);
        model.addAttribute("demanded", SecondFactor.isDemanded(profile));
        model.addAttribute("keyed", FreshProof.hasPasskey(profile));
        model.addAttribute(
                "identities",
                profile.shownIdentities().stream()
                        .filter(identity -> !identity.scheme().equals(Passkey.SCHEME))
                        .toList());
        model.addAttribute("passkeys", passkeys.of(caller));
        model.addAttribute("scripts", List.of("passkey"));
        model.addAttribute("signIns", signIns.of(caller, Cursor.of(20, before.isEmpty() ? null : before)));
        return "account/account";
    }
}
