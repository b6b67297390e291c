package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with a password, and out again. */
@Page
@Open
final class SignInController {

    static final String FORM = "sign-in/sign-in";

    private final Logins logins;
    private final SignOut signOut;
    private final Sessions sessions;
    private final Doorway doorway;

    SignInController(Logins logins, SignOut signOut, Sessions sessions, Doorway doorway) {
        this.logins = logins;
        this.signOut = signOut;
        this.sessions = sessions;
        this.doorway = doorway;
    }

    @ModelAttribute("scripts")
    static List<String> scripts() {
        return List.of("passkey");
    }

    @GetMapping("/ui/sign-in")
    String form(
            @ModelAttribute("form") SignInForm form, @RequestParam(defaultValue = "false") String out, Model model) {
        model.addAttribute("signedOut", out.equals("true"));
        return FORM;
    }

    @PostMapping("/ui/sign-in")
    String signIn(
            @ModelAttribute("form") SignInForm form,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        sessions.refuseOtherSites(request);
        try {
            return doorway.pass(
                    logins.enter(form.name(), form.password(), origin), form.destination(), request, response);
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("error", refused.refusal().text());
            return FORM;
        }
    }

    @PostMapping("/ui/sign-out")
    String signOut(Origin origin, HttpServletRequest request, HttpServletResponse response) {
        sessions.requireOwnPage(request);
        sessions.of(request).ifPresent(session -> signOut.end(session, origin));
        sessions.close(request, response);
        return "redirect:/ui/sign-in?out=true";
    }
}
