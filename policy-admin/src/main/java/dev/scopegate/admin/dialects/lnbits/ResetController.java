package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.admin.reset.PasswordReset;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Passwords that were forgotten: a mail with a key, and the password that is set with it. */
@RestController
@Speaks("lnbits")
@RequestMapping("/api/v1/auth")
@Open
final class ResetController {

    private final PasswordReset reset;

    ResetController(PasswordReset reset) {
        this.reset = reset;
    }

    @PostMapping("/reset-password")
    Map<String, Object> request(Body body, Origin origin) {
        reset.request(body.text("email"), origin);
        return Map.of("detail", "Password reset email sent");
    }

    @PutMapping("/reset")
    Map<String, Object> complete(Body body, Origin origin) {
        String password = body.text("password");
        String again = body.optionalText("password_repeat");
        if (again != null && !again.equals(password)) {
            throw RefusedException.invalid("Passwords do not match.");
        }
        return LoginController.bearer(reset.logIn(body.text("reset_key"), password, origin));
    }
}
