package dev.scopegate.admin.settings;

import dev.scopegate.admin.security.Caller;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings in our own API. */
@RestController
final class SettingsController {

    private final Settings settings;

    SettingsController(Settings settings) {
        this.settings = settings;
    }

    @GetMapping("/api/v1/settings")
    Map<String, List<SettingsGroup>> list(Caller caller) {
        return Map.of("groups", settings.of(caller));
    }
}
