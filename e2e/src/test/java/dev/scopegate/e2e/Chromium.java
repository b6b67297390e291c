package dev.scopegate.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser: the machine's Chromium where there is one, else the one that Playwright brings. Where none can be had the
 * tests are skipped with a line that says so, unless {@code SCOPEGATE_BROWSER=required}.
 */
final class Chromium implements AutoCloseable {

    /** How long a page may take, in milliseconds. */
    static final double PATIENCE = 15_000;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium launch() {
        try {
            return launch(installed());
        } catch (PlaywrightException e) {
            if ("required".equals(System.getenv("SCOPEGATE_BROWSER"))) {
                throw e;
            }
            return Assumptions.abort("no browser can be had, so the pages are not tested: " + e.getMessage());
        }
    }

    private static Chromium launch(Optional<Path> installed) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        BrowserType.LaunchOptions options = new BrowserType.LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--force-color-profile=srgb"))
                .setHeadless(true);
        installed.ifPresent(path -> {
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            options.setExecutablePath(path);
        });
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A visitor of his own, with no cookie and an empty clipboard, whose window is so large. */
    Page visit(URI base, int width, int height) {
        return visit(new Browser.NewContextOptions().setBaseURL(base.toString()).setViewportSize(width, height));
    }

    Page visit(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/Zurich"));
        context.setDefaultTimeout(PATIENCE);
        return context.newPage();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
