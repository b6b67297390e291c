package dev.scopegate.admin.web;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser does without a script: keeps cookies for their paths, and sends forms with what their page repeats. */
public final class Browser {

    private static final Pattern SET = Pattern.compile("^([^=]+)=([^;]*);.*?Path=([^;]+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final AdminApp app;
    private final Map<String, Cookie> cookies = new TreeMap<>();

    public Browser(AdminApp app) {
        this.app = app;
    }

    /** A browser in which this user is signed in. */
    public static Browser of(AdminApp app, User user) {
        return of(app, user.name(), user.password());
    }

    public static Browser of(AdminApp app, String name, String password) {
        Browser browser = new Browser(app);
        Answer answer = browser.signIn(name, password);
        if (answer.status() != 302 && answer.status() != 303) {
            throw new AssertionError("a sign-in must lead to a page, but was answered " + answer);
        }
        return browser;
    }

    public Answer signIn(String name, String password) {
        return submit("/ui/sign-in", Map.of("name", name, "password", password));
    }

    public Answer get(String path) {
        return keep(app.exchange("GET", path, headers(path), null));
    }

    /** Sends what a script of a page would, without what forms repeat. */
    public Answer json(String path, String body) {
        return keep(app.send("POST", path, headers(path), body));
    }

    /** Sends a form as one of the session's own pages would. */
    public Answer post(String path, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", csrf());
        return submit(path, all);
    }

    /** Sends a form as it is. */
    public Answer submit(String path, Map<String, String> fields) {
        Map<String, String> headers = headers(path);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return keep(app.exchange("POST", path, headers, encoded(fields)));
    }

    /** The session's. */
    public String cookie() {
        return cookie(Sessions.COOKIE);
    }

    /** One cookie as a request has it; empty where there is none. */
    public String cookie(String name) {
        Cookie cookie = cookies.get(name);
        return cookie == null ? "" : name + "=" + cookie.value();
    }

    private record Cookie(String value, String path) {

        boolean goesTo(String where) {
            return where.equals(path) || where.startsWith(path.endsWith("/") ? path : path + "/");
        }
    }

    /** What the session's pages repeat. */
    public String csrf() {
        Matcher found = CSRF.matcher(get("/ui").body());
        if (!found.find()) {
            throw new AssertionError("no page without a session has a form to send");
        }
        return found.group(1);
    }

    private Map<String, String> headers(String path) {
        String where = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        String sent = cookies.entrySet().stream()
                .filter(each -> each.getValue().goesTo(where))
                .map(each -> each.getKey() + "=" + each.getValue().value())
                .collect(Collectors.joining("; "));
        Map<String, String> headers = new HashMap<>();
        if (!sent.isEmpty()) {
            headers.put("Cookie", sent);
        }
        return headers;
    }

    private Answer keep(Answer answer) {
        for (String set : answer.response().headers().allValues("Set-Cookie")) {
            Matcher cookie = SET.matcher(set);
            if (!cookie.find()) {
                throw new AssertionError("a cookie must have a path, but was " + set);
            }
            if (cookie.group(2).isEmpty()) {
                cookies.remove(cookie.group(1));
            } else {
                cookies.put(cookie.group(1), new Cookie(cookie.group(2), cookie.group(3)));
            }
        }
        return answer;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
