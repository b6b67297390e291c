package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.security.Caller;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether an account asks for its passkey at every login, in our own API. */
@RestController
final class SecondFactorController {

    private static final String OWN = "/api/v1/account/second-factor";

    private final SecondFactors seconds;

    SecondFactorController(SecondFactors seconds) {
        this.seconds = seconds;
    }

    @PutMapping(OWN)
    Map<String, Object> demand(Caller caller, Optional<Body> proof) {
        seconds.demand(caller, proof.orElse(null));
        return Map.of("secondFactor", true);
    }

    @PostMapping(OWN + "/options")
    Map<String, Object> challenge(Caller caller) {
        return seconds.challenge(caller);
    }

    @DeleteMapping(OWN)
    Map<String, Object> end(Caller caller, Body proof) {
        seconds.end(caller, proof);
        return Map.of("secondFactor", false);
    }

    @DeleteMapping("/api/v1/accounts/{id}/second-factor")
    Map<String, Object> endFor(Caller caller, @PathVariable String id) {
        seconds.endFor(caller, id);
        return Map.of("id", id, "secondFactor", false);
    }
}
