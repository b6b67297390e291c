package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page, with data as in use, on a phone and on a desk, light and dark. */
@ExtendWith(Pages.InBrowser.class)
class EveryPageIT {

    private static final Path ROOT = Path.of(System.getProperty("scopegate.root"));
    private static final Path PICTURES = ROOT.resolve("docs/screenshots");
    private static final int MOST_HIGH = 1300;
    private static final int MOST_BYTES = 200_000;

    /** The pages that are pictured as a phone shows them, too. */
    private static final Set<String> NARROW = Set.of("overview", "acl", "tokens", "token", "why", "audit", "account");

    static List<Place> places() {
        return Place.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void a_page_is_accessible_and_scrolls_only_downwards(Place place, Pages pages) throws IOException {
        Visitor visitor = pages.administratorAtNoPage();
        place.visit(visitor, pages.scenery());
        assertThat(visitor.page().url().contains("/ui/sign-in"))
                .as(place + " is at " + visitor.page().url())
                .isEqualTo(place.name().startsWith("sign-in"));
        check(visitor.page(), place.toString());
    }

    /** For pages that only a test of their own gets to. */
    static void check(Page page, String place) throws IOException {
        for (int width : List.of(Pages.WIDE, Pages.NARROW)) {
            page.setViewportSize(width, 900);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertThat(Axe.violations(page))
                        .as(place + " at " + width + " px, " + scheme)
                        .isEmpty();
            }
            assertThat(page.evaluate("document.scrollingElement.scrollWidth"))
                    .as(place + " is so wide")
                    .isEqualTo(width);
            if (Boolean.getBoolean("scopegate.screenshots") && (width == Pages.WIDE || NARROW.contains(place))) {
                picture(page, place, width);
            }
        }
    }

    private static void picture(Page page, String place, int width) throws IOException {
        int height = ((Number) page.evaluate("document.scrollingElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.clamp(height, 700, MOST_HIGH));
        page.evaluate("document.activeElement.blur()");
        byte[] picture = Picture.small(page.screenshot());
        assertThat(picture.length).as("bytes of the picture of " + place).isLessThan(MOST_BYTES);
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(place + (width == Pages.NARROW ? "-narrow.png" : ".png")), picture);
    }
}
