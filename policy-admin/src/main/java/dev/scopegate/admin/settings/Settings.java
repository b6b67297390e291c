package dev.scopegate.admin.settings;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import java.util.Comparator;
import java.util.List;

/** All settings that the parts of this app show, for administrators alone. */
public final class Settings {

    private final List<SettingsGroup> groups;

    Settings(List<SettingsGroup> groups) {
        this.groups = groups.stream()
                .sorted(Comparator.comparing(SettingsGroup::name))
                .toList();
    }

    public List<SettingsGroup> of(Caller caller) {
        if (!caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("Settings are for administrators to see."));
        }
        return groups;
    }
}
