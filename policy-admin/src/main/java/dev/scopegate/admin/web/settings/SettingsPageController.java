package dev.scopegate.admin.web.settings;

import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.settings.Settings;
import dev.scopegate.admin.web.Page;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The settings, to be read. */
@Page
final class SettingsPageController {

    private final Settings settings;

    SettingsPageController(Settings settings) {
        this.settings = settings;
    }

    @Performs("settingsGet")
    @GetMapping("/ui/settings")
    String show(Caller caller, Model model) {
        model.addAttribute("groups", settings.of(caller));
        return "settings/settings";
    }
}
