package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever people and programs write into a field, it is text on every page that shows it: never an element, never run. */
@ExtendWith(Pages.InBrowser.class)
class HostileTextIT {

    /** Ends the attribute or element that it stands in. It has no blank, so that an e-mail address may hold it. */
    private static final String HOSTILE = "\"><script>ran=1</script><img/src=x/onerror=ran=1>";

    private static final String IN_JSON = HOSTILE.replace("\"", "\\\"");
    private static final String IN_QUERY = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);

    /** Without a slash, which would be refused before the pages see it. */
    private static final String IN_PATH = URLEncoder.encode("\"><img src=x onerror=ran=1>", StandardCharsets.UTF_8)
            .replace("+", "%20");

    /** What the administrator of the tests, or someone else, wrote somewhere; each must be seen on some page. */
    private static final Set<String> WRITTEN = Set.of(
            "channel keeper",
            "status page",
            "payments job",
            "hub",
            "display",
            "mail",
            "title",
            "summary",
            "tag",
            "key",
            "pattern",
            "sought");

    private static final String DOCUMENT = """
            {"openapi": "3.0.3", "info": {"title": "title%1$s", "version": "1%1$s", "description": "%1$s"},
             "tags": [{"name": "tag%1$s"}],
             "paths": {"/a": {"get": {"operationId": "readA%1$s", "summary": "summary%1$s", "tags": ["tag%1$s"],
               "responses": {"200": {"description": "%1$s"}}}}}}""".formatted(IN_JSON);

    private static final String ELEMENTS = """
            () => [...document.querySelectorAll('[onerror], script:not([src])')].map((each) => each.outerHTML)
                .concat(window.ran === undefined ? [] : ['a script ran'])""";

    private static final String ALL_TEXT = """
            () => document.documentElement.textContent
                + [...document.querySelectorAll('input, textarea')].map((each) => each.value).join('\\n')""";

    private final Set<String> seen = new TreeSet<>();

    @Test
    void it_stays_text_on_every_page(Pages pages) {
        Scenery scenery = pages.scenery()
                .renamed(name -> name + IN_JSON, pages.installation().gateway(0));
        describeAccount(pages);
        Caller.send(pages.caller()
                .bearer("/api/v1/catalogues/hostile")
                .PUT(BodyPublishers.ofString(DOCUMENT))
                .build());
        new Caller(pages.installation().gateway(0), "").status("/api/v3/" + IN_QUERY);

        for (Place place : Stream.of(Place.all(), written(), writtenByStrangers(), asked())
                .flatMap(List::stream)
                .toList()) {
            Visitor visitor = pages.administratorAtNoPage();
            place.visit(visitor, scenery);
            look(place, visitor.page());
            visitor.page().context().close();
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(WRITTEN);
    }

    private void look(Place place, Page page) {
        assertThat(page.evaluate(ELEMENTS))
                .as("what " + place + " made of text")
                .isEqualTo(List.of());
        String text = String.valueOf(page.evaluate(ALL_TEXT));
        WRITTEN.stream().filter(each -> text.contains(each + HOSTILE)).forEach(seen::add);
    }

    private static void describeAccount(Pages pages) {
        String login = Caller.member(
                pages.caller()
                        .post(
                                "/api/v1/auth",
                                "{\"username\":\"grace.hopper\",\"password\":\"" + Scenery.PASSWORD + "\"}")
                        .body(),
                "access_token");
        String profile = "{\"displayName\":\"display" + IN_JSON + "\",\"email\":\"mail" + IN_JSON
                + "@example.org\",\"proof\":{\"password\":\"" + Scenery.PASSWORD + "\"}}";
        assertThat(Caller.send(new Caller(pages.installation().admin(), login)
                                .bearer("/api/v1/account")
                                .header("Content-Type", "application/json")
                                .method("PATCH", BodyPublishers.ofString(profile))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }

    /** Forms that are filled in so. */
    private static List<Place> written() {
        return List.of(
                new Place(
                        "a preview of a document",
                        (visitor, scenery) -> visitor.open("/ui/operations/import")
                                .fill("API", "hostile-too")
                                .fill("Or pasted", DOCUMENT)
                                .press("Preview")
                                .sees("title")),
                new Place(
                        "a document that is none",
                        (visitor, scenery) -> visitor.open("/ui/operations/import")
                                .fill("API", "hostile-too")
                                .fill("Or pasted", HOSTILE)
                                .fill("Paths begin with", HOSTILE)
                                .press("Preview")
                                .sees("Import operations")),
                new Place("a list's pattern", HostileTextIT::pattern),
                new Place("a token's networks", HostileTextIT::networks),
                new Place("a passkey's name", HostileTextIT::passkey),
                new Place(
                        "an account's name",
                        (visitor, scenery) -> visitor.open("/ui/accounts/new")
                                .fill("User name", HOSTILE)
                                .fill("What its tokens may do at most", HOSTILE)
                                .press("Make the account")
                                .sees("Make an account")));
    }

    /** Forms that are filled in by whoever may be nobody. */
    private static List<Place> writtenByStrangers() {
        return List.of(
                new Place(
                        "a question",
                        (visitor, scenery) -> visitor.open("/ui/why")
                                .fill("Token", HOSTILE)
                                .fill("API", "hopr" + HOSTILE)
                                .fill("Path", "/" + HOSTILE)
                                .fill("Source address", HOSTILE)
                                .press("Explain")
                                .sees("Why?")),
                new Place(
                        "a sign-in",
                        (visitor, scenery) -> visitor.open("/ui/sign-in?next=/ui/" + IN_QUERY)
                                .fill("User name or e-mail address", HOSTILE)
                                .fill("Password", "none")
                                .press("Sign in")
                                .sees("Sign in")),
                new Place(
                        "a registration",
                        (visitor, scenery) -> visitor.open("/ui/register")
                                .fill("User name", HOSTILE)
                                .fill("Password", Scenery.PASSWORD)
                                .press("Make the account")
                                .sees("Make an account")));
    }

    /** Addresses that ask for it. */
    private static List<Place> asked() {
        return Stream.of(
                        "/ui/tokens?text=sought%s",
                        "/ui/tokens?accessList=%s&parent=%s&account=%s",
                        "/ui/tokens?state=%s&kind=%s",
                        "/ui/accounts?name=%s&before=%s",
                        "/ui/accounts/%p?done=%s",
                        "/ui/audit?actor=%s&action=%s&subject=%s&from=%s",
                        "/ui/audit?kind=decisions&outcome=%s&actor=%s",
                        "/ui/audit?kind=%s",
                        "/ui/audit/%p",
                        "/ui/acls?deleted=%s",
                        "/ui/acls?offset=%s",
                        "/ui/acls/%p",
                        "/ui/operations?imported=%s",
                        "/ui/account?done=%s",
                        "/ui/account/unlink?identity=%s",
                        "/ui/clients?done=%s",
                        "/ui/tokens/%p",
                        "/ui/tokens/new?accessList=%s",
                        "/ui/overview?period=%s",
                        "/ui/why?token=%s&api=%s&method=%s&path=%s",
                        "/ui/sign-in/with/%p/return?code=%s&state=%s&error_description=%s",
                        "/ui/%p")
                .map(path -> new Place(
                        path,
                        (visitor, scenery) ->
                                visitor.open(path.replace("%s", IN_QUERY).replace("%p", IN_PATH))))
                .toList();
    }

    private static void pattern(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/acls/new").fill("Name", "list" + HOSTILE).press("Add a pattern");
        visitor.field("Pattern: METHOD /path").fill("GET /pattern" + HOSTILE);
        visitor.press("Make the list").sees("list");
    }

    private static void networks(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/tokens/" + scenery.token() + "/edit")
                .fill("Networks", HOSTILE)
                .fill("Description", HOSTILE);
        visitor.press("Save the change").sees("Change this token");
    }

    private static void passkey(Visitor visitor, Scenery scenery) {
        PasskeyIT.add(visitor, "key" + HOSTILE, Installation.ADMIN_PASSWORD);
    }
}
