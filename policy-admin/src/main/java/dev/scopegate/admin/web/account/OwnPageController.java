package dev.scopegate.admin.web.account;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.own.SignIns;
import dev.scopegate.admin.passkeys.SecondFactors;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account. */
@Page
final class OwnPageController {

    private static final String BACK = "redirect:/ui/account?done=";

    private final OwnPage page;
    private final Accounts accounts;
    private final SecondFactors seconds;
    private final SignIns signIns;
    private final Sessions sessions;

    OwnPageController(OwnPage page, Accounts accounts, SecondFactors seconds, SignIns signIns, Sessions sessions) {
        this.page = page;
        this.accounts = accounts;
        this.seconds = seconds;
        this.signIns = signIns;
        this.sessions = sessions;
    }

    @Performs("accountGet")
    @GetMapping("/ui/account")
    String show(
            Caller caller,
            @RequestParam(defaultValue = "") String done,
            @RequestParam(defaultValue = "") String before,
            Model model) {
        model.addAttribute("done", done);
        return page.show(caller, before, model);
    }

    @Performs("accountDescribe")
    @PostMapping("/ui/account")
    String describe(
            Caller caller,
            @ModelAttribute DescriptionForm form,
            @ModelAttribute ProofForm proof,
            Model model,
            HttpServletResponse response) {
        try {
            accounts.describe(caller, form.displayName().strip(), form.email().strip(), proof.body());
            return BACK + "described";
        } catch (RefusedException refused) {
            model.addAttribute("typedName", form.displayName());
            model.addAttribute("typedEmail", form.email());
            return page.refused(caller, refused, "describe", model, response);
        }
    }

    /** All logins end with the old password; this browser gets a new one. */
    @Performs("accountPassword")
    @PostMapping("/ui/account/password")
    String changePassword(
            Caller caller,
            @ModelAttribute PasswordForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            String login = accounts.changePasswordAndStay(caller, form.oldPassword(), form.agreed());
            sessions.open(login, request, response);
            return BACK + "password";
        } catch (RefusedException refused) {
            return page.refused(caller, refused, "password", model, response);
        }
    }

    @Performs("accountSecondFactorDemand")
    @PostMapping("/ui/account/second-factor")
    String demandSecondFactor(
            Caller caller, @ModelAttribute ProofForm proof, HttpServletResponse response, Model model) {
        try {
            seconds.demand(caller, proof.body());
            return BACK + "demanded";
        } catch (RefusedException refused) {
            return page.refused(caller, refused, "second", model, response);
        }
    }

    @Performs("accountSecondFactorEnd")
    @PostMapping("/ui/account/second-factor/off")
    String endSecondFactor(Caller caller, @ModelAttribute ProofForm proof, HttpServletResponse response, Model model) {
        try {
            seconds.end(caller, proof.body());
            return BACK + "undemanded";
        } catch (RefusedException refused) {
            return page.refused(caller, refused, "second", model, response);
        }
    }

    @Performs("accountSessionsEnd")
    @PostMapping("/ui/account/sessions/{id}/end")
    String end(Caller caller, @PathVariable String id) {
        signIns.end(caller, id);
        return BACK + "ended";
    }

    @Performs("accountSessionsEndOthers")
    @PostMapping("/ui/account/sessions/end-others")
    String endOthers(Caller caller) {
        signIns.endOthers(caller);
        return BACK + "others";
    }
}
