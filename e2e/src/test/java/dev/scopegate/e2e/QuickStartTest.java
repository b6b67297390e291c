package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.scopegate.launcher.QuickStart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Also what makes the many starts of the end-to-end tests quick. */
class QuickStartTest {

    @Test
    void apps_are_made_to_start_quickly() {
        assumeTrue(QuickStart.isPossible(), "only a JDK 25 or newer can make starts quicker");
        List<QuickStart> apps = List.of(Installation.quickStart("policy-admin"), Installation.quickStart("gateway"));
        if (!apps.stream().allMatch(QuickStart::isMade)) {
            Installation.makeQuick();
        }
        assertThat(apps)
                .allMatch(QuickStart::isMade)
                .allSatisfy(app -> assertThat(app.words()).anyMatch(word -> word.startsWith("-XX:AOTCache=")));
    }
}
