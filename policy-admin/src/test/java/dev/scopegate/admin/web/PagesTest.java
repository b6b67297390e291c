package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.policy.capability.OperationRef;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What holds for every page: who may see it, what its answers forbid a browser, and how it says no. */
class PagesTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final Pattern STYLE = Pattern.compile("href=\"(/ui/assets/app-[0-9a-f]{32}\\.css)\"");

    @Test
    void a_page_without_a_session_leads_to_the_sign_in_and_back() {
        Answer answer = new Browser(APP).get("/ui?period=day");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/ui/sign-in?next=%2Fui%3Fperiod%3Dday");
    }

    @Test
    void part_of_a_page_without_a_session_leads_the_whole_page_to_the_sign_in() {
        Answer answer = APP.exchange("GET", "/ui", Map.of("HX-Request", "true"), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/ui/sign-in");
    }

    @Test
    void a_stream_of_events_without_a_session_is_refused_for_good() {
        Answer answer = APP.exchange("GET", "/ui/overview/live?after=1-0", Map.of("Accept", "text/event-stream"), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_password_opens_a_session_that_scripts_cannot_read() {
        User user = APP.user();
        Browser browser = new Browser(APP);
        Answer answer = browser.signIn(user.name(), user.password());
        assertThat(answer.header("Location")).endsWith("/ui");
        assertThat(answer.header("Set-Cookie"))
                .startsWith("scopegate-session=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/ui")
                .doesNotContain("Secure");
        assertThat(browser.get("/ui").body()).contains(user.name()).contains("Sign out");
    }

    @Test
    void a_browser_that_speaks_https_sends_its_session_over_nothing_else() {
        User user = APP.user();
        Answer answer = APP.exchange(
                "POST",
                "/ui/sign-in",
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Origin",
                        "https://gate.example",
                        "Sec-Fetch-Site",
                        "same-origin"),
                "name=" + user.name() + "&password=" + user.password());
        assertThat(answer.header("Set-Cookie")).contains("Secure");
    }

    @Test
    void a_wrong_password_is_said_beside_the_form_and_the_name_is_kept() {
        Answer answer = new Browser(APP).signIn("<script>nobody", "wrong");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .contains("role=\"alert\"")
                .contains("&lt;script&gt;nobody")
                .doesNotContain("<script>nobody");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_sign_in_sets_a_new_session_whatever_cookie_came_with_it() {
        User user = APP.user();
        Browser first = Browser.of(APP, user);
        Browser second = Browser.of(APP, user);
        String fixed = first.cookie();
        first.signIn(user.name(), user.password());
        assertThat(first.cookie()).isNotEqualTo(fixed).isNotEqualTo(second.cookie());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/ui",
                "//evil.example/ui",
                "/ui/../api",
                "/uix",
                "/ui\\evil",
                "/ui/sign-out",
                "/ui/{x}",
                "javascript:alert(1)"
            })
    void a_sign_in_leads_nowhere_but_to_our_pages(String next) {
        User user = APP.user();
        Answer answer = new Browser(APP)
                .submit("/ui/sign-in", Map.of("name", user.name(), "password", user.password(), "next", next));
        assertThat(answer.header("Location")).endsWith("/ui");
    }

    @Test
    void a_sign_in_leads_to_the_page_that_was_asked_for() {
        User user = APP.user();
        Answer answer = new Browser(APP)
                .submit(
                        "/ui/sign-in",
                        Map.of("name", user.name(), "password", user.password(), "next", "/ui/tokens?state=active"));
        assertThat(answer.header("Location")).endsWith("/ui/tokens?state=active");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1",
    })
    void another_sites_form_cannot_sign_anybody_in(String header, String value) {
        User user = APP.user();
        Answer answer = signIn(user, header, value);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    /** Browsers name no site over plain http. */
    @Test
    void a_form_of_the_own_page_signs_in_where_the_browser_names_its_origin_alone() {
        User user = APP.user();
        assertThat(signIn(user, "Origin", APP.base()).header("Location")).endsWith("/ui");
        assertThat(signIn(user, "Origin", APP.bean(PagesUrl.class).url()).header("Location"))
                .endsWith("/ui");
    }

    private static Answer signIn(User user, String header, String value) {
        return APP.exchange(
                "POST",
                "/ui/sign-in",
                Map.of("Content-Type", "application/x-www-form-urlencoded", header, value),
                "name=" + user.name() + "&password=" + user.password());
    }

    @Test
    void a_form_without_what_its_page_repeats_is_refused() {
        Browser browser = Browser.of(APP, APP.user());
        assertThat(browser.submit("/ui/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(browser.submit("/ui/sign-out", Map.of("_csrf", "guessed")).status())
                .isEqualTo(403);
        assertThat(browser.get("/ui").status()).isEqualTo(200);
    }

    @Test
    void a_copy_of_a_session_opens_nothing_after_the_sign_out() {
        Browser browser = Browser.of(APP, APP.user());
        String copy = browser.cookie();
        assertThat(browser.post("/ui/sign-out", Map.of()).header("Location")).endsWith("/ui/sign-in?out=true");
        assertThat(browser.cookie()).isEmpty();
        assertThat(APP.exchange("GET", "/ui", Map.of("Cookie", copy), null).status())
                .isEqualTo(303);
    }

    @Test
    void a_session_opens_pages_alone_and_a_bearer_token_opens_none() {
        User user = APP.user();
        Browser browser = Browser.of(APP, user);
        assertThat(APP.exchange("GET", "/api/v1/tokens", Map.of("Cookie", browser.cookie()), null)
                        .status())
                .isEqualTo(401);
        assertThat(APP.get("/ui", user.login()).status()).isEqualTo(303);
    }

    @Test
    void a_page_allows_a_browser_nothing_from_elsewhere() {
        Answer answer = Browser.of(APP, APP.user()).get("/ui");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .doesNotContain("<script>")
                .doesNotContain(" style=")
                .doesNotContain("http://");
    }

    @Test
    void styles_are_named_by_their_content_and_kept_for_good() {
        var style = STYLE.matcher(new Browser(APP).get("/ui/sign-in").body());
        assertThat(style.find()).isTrue();
        Answer answer = new Browser(APP).get(style.group(1));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/css");
        assertThat(answer.header("Cache-Control")).contains("max-age=31536000").contains("immutable");
        assertThat(new Browser(APP).get("/ui/assets/app.css").status()).isEqualTo(404);
        assertThat(new Browser(APP).get("/ui/assets/nothing.js").status()).isEqualTo(404);
    }

    @Test
    void every_page_says_which_operation_it_stands_for_or_is_open() {
        List<HandlerMethod> pages = APP.bean(RequestMappingHandlerMapping.class).getHandlerMethods().values().stream()
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Page.class))
                .toList();
        assertThat(pages).isNotEmpty().allSatisfy(page -> {
            Performs performs = page.getMethodAnnotation(Performs.class);
            boolean open =
                    page.hasMethodAnnotation(Open.class) || page.getBeanType().isAnnotationPresent(Open.class);
            assertThat(open).isEqualTo(performs == null);
            assertThat(performs == null
                            || APP.bean(Catalogues.class)
                                    .find(new OperationRef("scopegate", performs.value()))
                                    .isPresent())
                    .as("operation of %s", page)
                    .isTrue();
        });
    }
}
