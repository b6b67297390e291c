package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.store.RedisServer;
import org.junit.jupiter.api.Test;

/** The settings that are in force, as an administrator reads them. */
class SettingsPageTest {

    private static final String HOSTILE = "\"><script>ran=1</script><img/src=x/onerror=ran=1>";

    /** Whoever writes the configuration is trusted with more than this; text is still text. */
    @Test
    void what_the_configuration_says_stays_text() {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(
                        redis.uri(),
                        "--scopegate.mail.reset-link=https://admin.example.org/link" + HOSTILE + "#{key}",
                        "--scopegate.oauth.providers.github.client-id=client" + HOSTILE,
                        "--scopegate.oauth.providers.github.client-secret=a secret of ours")) {
            String page = Browser.of(app, "admin", AdminApp.ADMIN_PASSWORD)
                    .get("/ui/settings")
                    .body();

            assertThat(page)
                    .contains("link&quot;&gt;&lt;script&gt;", "client&quot;&gt;&lt;script&gt;")
                    .doesNotContain("<script>", "<img", "a secret of ours");
        }
    }
}
