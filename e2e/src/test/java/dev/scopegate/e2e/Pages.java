package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The admin app's pages in a real browser, with one installation for all tests of pages. A test takes its {@link Visitor}s
 * from it, and fails where one of their browsers complained.
 */
final class Pages implements AutoCloseable {

    /** The width of a phone, and of a desk. */
    static final int NARROW = 360;

    static final int WIDE = 1440;

    private final Chromium chromium;
    private final Installation installation;
    private final List<Visitor> visitors = new ArrayList<>();
    private @Nullable Scenery scenery;
    private @Nullable String session;

    private Pages(Chromium chromium) {
        this.chromium = chromium;
        PlaywrightAssertions.setDefaultAssertionTimeout(Chromium.PATIENCE);
        this.installation = Installation.start(1);
    }

    Installation installation() {
        return installation;
    }

    /** Someone who has not signed in. */
    Visitor visitor(int width) {
        return visitor(width, new Browser.NewContextOptions());
    }

    private Visitor visitor(int width, Browser.NewContextOptions options) {
        options.setBaseURL(installation.pages().toString())
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, 900);
        Visitor visitor = new Visitor(chromium.visit(options));
        visitors.add(visitor);
        return visitor;
    }

    /** The administrator, at a desk, before the overview. Whoever is to sign out must have signed in: all have one session. */
    Visitor administrator() {
        Visitor visitor = administratorAtNoPage().open("/ui");
        assertThat(visitor.page()).hasTitle("Overview · Scopegate");
        return visitor;
    }

    /** The same, who has not opened a page yet. */
    Visitor administratorAtNoPage() {
        String cookies = session == null ? signIn() : session;
        session = cookies;
        return visitor(WIDE, new Browser.NewContextOptions().setStorageState(cookies));
    }

    private String signIn() {
        return visitor(WIDE)
                .signIn("admin", Installation.ADMIN_PASSWORD)
                .page()
                .context()
                .storageState();
    }

    /** The administrator as a program. */
    Caller caller() {
        return new Caller(installation.admin(), Installation.ADMIN_TOKEN);
    }

    /** Data as an installation in use has it; the same for all tests, which leave it as it is. */
    Scenery scenery() {
        Scenery made = scenery == null ? Scenery.of(this) : scenery;
        scenery = made;
        return made;
    }

    private void end() {
        List<Visitor> all = List.copyOf(visitors);
        visitors.clear();
        all.forEach(Visitor::leave);
    }

    @Override
    public void close() {
        installation.close();
        chromium.close();
    }

    /** Gives tests the pages. */
    static final class InBrowser implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

        private static Pages of(ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(Pages.class, key -> new Pages(Chromium.launch()), Pages.class);
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            of(context);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            of(context).end();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Pages.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return of(context);
        }
    }
}
