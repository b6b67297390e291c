package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.passkeys.Passkeys;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Signing in with a passkey alone: the page's script speaks to the device, and what that signs opens a session. */
@Page
@Open
final class PasskeySignInController {

    private final Passkeys passkeys;
    private final Sessions sessions;

    PasskeySignInController(Passkeys passkeys, Sessions sessions) {
        this.passkeys = passkeys;
        this.sessions = sessions;
    }

    @PostMapping("/ui/sign-in/passkey/options")
    @ResponseBody
    Map<String, Object> begin(Origin origin, HttpServletRequest request) {
        sessions.refuseOtherSites(request);
        return passkeys.beginSignIn(origin);
    }

    @PostMapping("/ui/sign-in/passkey")
    @ResponseBody
    Map<String, String> signIn(Body body, Origin origin, HttpServletRequest request, HttpServletResponse response) {
        sessions.refuseOtherSites(request);
        sessions.open(passkeys.signIn(body, origin), request, response);
        SignInForm form = new SignInForm(null, null, body.optionalText("next"));
        return Map.of("next", form.destination());
    }
}
