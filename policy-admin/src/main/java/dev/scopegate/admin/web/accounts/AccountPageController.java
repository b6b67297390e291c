package dev.scopegate.admin.web.accounts;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.AccountDirectory.Change;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.closing.Closures;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.passkeys.SecondFactors;
import dev.scopegate.admin.reset.PasswordReset;
import dev.scopegate.admin.reset.ResetOrders;
import dev.scopegate.admin.reset.ResetOrders.Ordered;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Stored;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One account: what it may do, whether it is locked, who its owner is, and its end. */
@Page
final class AccountPageController {

    private static final String PAGE = "accounts/account";
    private static final String END = "accounts/delete";

    private final AccountDirectory directory;
    private final PowerForms powers;
    private final ResetOrders resets;
    private final Closures closures;
    private final SecondFactors seconds;

    AccountPageController(
            AccountDirectory directory,
            PowerForms powers,
            ResetOrders resets,
            Closures closures,
            SecondFactors seconds) {
        this.directory = directory;
        this.powers = powers;
        this.resets = resets;
        this.closures = closures;
        this.seconds = seconds;
    }

    @Performs("accountsGet")
    @GetMapping("/ui/accounts/{id}")
    String show(Caller caller, @PathVariable String id, @RequestParam(defaultValue = "") String done, Model model) {
        Stored<Account> held = describe(caller, id, model);
        Account account = held.value();
        model.addAttribute("etag", EntityTag.of(held.raw()).value());
        model.addAttribute("capabilities", PowerForms.lines(account));
        model.addAttribute("permissions", account.permissions());
        model.addAttribute("done", done);
        return PAGE;
    }

    @Performs("accountsChange")
    @PostMapping("/ui/accounts/{id}")
    String change(
            Caller caller,
            @PathVariable String id,
            @ModelAttribute AccountForm form,
            Model model,
            HttpServletResponse response) {
        try {
            IfMatch from = IfMatch.of(new EntityTag(form.etag()));
            directory.change(caller, id, powers.of(form, directory.require(caller, id)), from);
            return back(id, "changed");
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            Stored<Account> held = describe(caller, id, model);
            boolean stale = refused.refusal().status() == 412;
            // Whoever has seen what it is now may save what he typed after all.
            model.addAttribute("etag", stale ? EntityTag.of(held.raw()).value() : form.etag());
            model.addAttribute("meanwhile", stale ? List.of(PowerForms.lines(held.value())) : List.of());
            model.addAttribute("capabilities", form.capabilities());
            model.addAttribute("permissions", form.permissions());
            return PAGE;
        }
    }

    @Performs("accountsChange")
    @PostMapping("/ui/accounts/{id}/lock")
    String lock(Caller caller, @PathVariable String id, @RequestParam boolean locked) {
        directory.change(caller, id, new Change(null, null, locked), IfMatch.ANY);
        return back(id, locked ? "locked" : "unlocked");
    }

    /** The link is in this answer and nowhere else, so that it is shown once. */
    @Performs("accountsReset")
    @PostMapping("/ui/accounts/{id}/reset")
    String reset(Caller caller, @PathVariable String id, Model model) {
        return switch (resets.order(caller, id)) {
            case Ordered.Mailed() -> back(id, "mailed");
            case Ordered.Shown(String link) -> {
                model.addAttribute("account", directory.require(caller, id));
                model.addAttribute("link", link);
                model.addAttribute("minutes", PasswordReset.LIFETIME.toMinutes());
                yield "accounts/reset";
            }
        };
    }

    @Performs("accountsSecondFactorEnd")
    @PostMapping("/ui/accounts/{id}/second-factor/off")
    String endSecondFactor(Caller caller, @PathVariable String id) {
        seconds.endFor(caller, id);
        return back(id, "undemanded");
    }

    @Performs("accountsImpact")
    @GetMapping("/ui/accounts/{id}/delete")
    String confirm(Caller caller, @PathVariable String id, Model model) {
        model.addAttribute("impact", closures.impact(caller, id));
        model.addAttribute("account", directory.require(caller, id));
        return END;
    }

    @Performs("accountsDelete")
    @PostMapping("/ui/accounts/{id}/delete")
    String delete(
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String name,
            Model model,
            HttpServletResponse response) {
        Account account = directory.require(caller, id);
        if (!account.name().equals(name.strip())) {
            response.setStatus(400);
            model.addAttribute("error", "the name must be typed as it stands here");
            return confirm(caller, id, model);
        }
        model.addAttribute("closed", closures.close(caller, id));
        return "accounts/deleted";
    }

    private Stored<Account> describe(Caller caller, String id, Model model) {
        Stored<Account> held = directory.held(caller, id);
        Account account = held.value();
        model.addAttribute("account", account);
        AccountProfile profile = directory.profile(caller, id);
        model.addAttribute("profile", profile);
        model.addAttribute("demanded", SecondFactor.isDemanded(profile));
        model.addAttribute("powers", PowerForms.POWERS);
        model.addAttribute("self", id.equals(caller.account().id()));
        model.addAttribute("above", account.isAdministrator() && !caller.isAdministrator());
        boolean limited =
                account.capabilities().stream().anyMatch(each -> !each.limits().isEmpty());
        model.addAttribute("limited", limited ? List.of(true) : List.of());
        return held;
    }

    private static String back(String id, String done) {
        return "redirect:/ui/accounts/" + id + "?done=" + done;
    }
}
