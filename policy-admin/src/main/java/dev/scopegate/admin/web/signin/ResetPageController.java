package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.reset.PasswordReset;
import dev.scopegate.admin.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A forgotten password: asking for the mail, and the page that its link opens. */
@Page
@Open
final class ResetPageController {

    private static final String FORGOT = "sign-in/forgot";
    private static final String RESET = "sign-in/reset";

    private final PasswordReset reset;
    private final Doorway doorway;

    ResetPageController(PasswordReset reset, Doorway doorway) {
        this.reset = reset;
        this.doorway = doorway;
    }

    @GetMapping("/ui/forgot")
    String forgot() {
        return FORGOT;
    }

    /** The answer is the same whether there is such an account or not. */
    @PostMapping("/ui/forgot")
    String request(
            @RequestParam(defaultValue = "") String email,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        doorway.refuseOtherSites(request);
        try {
            reset.request(email.strip(), origin);
            model.addAttribute("sent", true);
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
        }
        model.addAttribute("email", email);
        model.addAttribute("minutes", PasswordReset.LIFETIME.toMinutes());
        return FORGOT;
    }

    /** The key stands behind the address's '#', where a script takes it from; no server sees it before it is used. */
    @GetMapping("/ui/reset")
    String form(@ModelAttribute("form") ResetForm form, Model model) {
        model.addAttribute("scripts", List.of("reset"));
        return RESET;
    }

    @PostMapping("/ui/reset")
    String complete(
            @ModelAttribute("form") ResetForm form,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        doorway.refuseOtherSites(request);
        try {
            return doorway.pass(reset.complete(form.key(), form.agreed(), origin), "/ui", request, response);
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            return form(form, model);
        }
    }
}
