package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Making an account for oneself, where that is allowed. */
@Page
@Open
final class RegisterController {

    private static final String FORM = "sign-in/register";

    private final Accounts accounts;
    private final Sessions sessions;

    RegisterController(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GetMapping("/ui/register")
    String form(@ModelAttribute("form") RegisterForm form) {
        return FORM;
    }

    @PostMapping("/ui/register")
    String register(
            @ModelAttribute("form") RegisterForm form,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        sessions.refuseOtherSites(request);
        try {
            String email = form.email().isEmpty() ? null : form.email();
            sessions.open(accounts.register(form.name(), form.password(), email, origin), request, response);
            return "redirect:/ui";
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            return FORM;
        }
    }
}
