package dev.scopegate.admin.web.account;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.passkeys.Passkey;
import dev.scopegate.admin.passkeys.Passkeys;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** One's passkeys: registered by a script of the page, which speaks to the device. */
@Page
final class PasskeyPageController {

    private final Passkeys passkeys;

    PasskeyPageController(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @Performs("passkeysBegin")
    @PostMapping("/ui/account/passkeys/options")
    @ResponseBody
    Map<String, Object> begin(Caller caller, Optional<Body> proof) {
        return passkeys.begin(caller, proof.orElse(null));
    }

    @Performs("passkeysRegister")
    @PostMapping("/ui/account/passkeys")
    @ResponseBody
    Map<String, String> register(Caller caller, Body body) {
        Passkey key = passkeys.register(caller, body);
        return Map.of("id", key.id(), "next", "/ui/account?done=passkey");
    }
}
