package dev.scopegate.admin.web.account;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.passkeys.SecondFactors;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Whether one's passkey is asked for after the password; {@link OwnPageController} has the forms that take a password. */
@Page
@RequestMapping("/ui/account/second-factor")
final class SecondFactorPageController {

    private final SecondFactors seconds;

    SecondFactorPageController(SecondFactors seconds) {
        this.seconds = seconds;
    }

    @Performs("accountSecondFactorProve")
    @PostMapping("/options")
    @ResponseBody
    Map<String, Object> options(Caller caller) {
        return seconds.challenge(caller);
    }

    /** What a script of the page has from the device. */
    @Performs("accountSecondFactorEnd")
    @PostMapping("/off-by-passkey")
    @ResponseBody
    Map<String, String> endByPasskey(Caller caller, Body proof) {
        seconds.end(caller, proof);
        return Map.of("next", "/ui/account?done=undemanded");
    }
}
