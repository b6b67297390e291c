package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.passkeys.HalfSignIns;
import dev.scopegate.admin.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The second half of a sign-in to an account that asks for its passkey: nothing is open before it is done. */
@Page
@Open
@RequestMapping(Doorway.STEP)
final class SecondStepController {

    private final HalfSignIns halves;
    private final Doorway doorway;

    SecondStepController(HalfSignIns halves, Doorway doorway) {
        this.halves = halves;
        this.doorway = doorway;
    }

    @GetMapping
    String ask(@ModelAttribute("form") SignInForm form, HttpServletRequest request, Model model) {
        if (doorway.halfOf(request).isEmpty()) {
            return "redirect:/ui/sign-in";
        }
        model.addAttribute("scripts", List.of("passkey"));
        return "sign-in/second";
    }

    @PostMapping("/options")
    @ResponseBody
    Map<String, Object> options(HttpServletRequest request) {
        doorway.refuseOtherSites(request);
        return halves.options(doorway.halfOf(request));
    }

    @PostMapping
    @ResponseBody
    Map<String, String> complete(Body body, Origin origin, HttpServletRequest request, HttpServletResponse response) {
        doorway.refuseOtherSites(request);
        doorway.complete(halves.complete(doorway.halfOf(request), body, origin), request, response);
        SignInForm form = new SignInForm(null, null, body.optionalText("next"));
        return Map.of("next", form.destination());
    }
}
