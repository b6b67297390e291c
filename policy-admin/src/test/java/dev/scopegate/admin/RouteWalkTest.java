package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.web.Browser;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route there is, called with a user's own record by nobody, by that user, by another user and by an administrator.
 * The table {@code routes.txt} says how each call must end; a route that it does not name fails the test.
 */
class RouteWalkTest {

    /** Where an empty body would be refused before anyone looks whose record it is. */
    private static final Map<String, String> BODIES = Map.of(
            "PATCH /api/v1/tokens/{id}", "{\"description\":\"changed\"}",
            "PUT /api/v1/acls/{id}", "{\"name\":\"changed\",\"capabilities\":[{\"capability\":\"GET /a\"}]}");

    /** A stream would not end; it is asked to go on after what was never sent. */
    private static final Map<String, String> STREAMS_REFUSE = Map.of("Last-Event-ID", "x");

    private static final String CSRF_FREE = "/ui/sign-";

    private @Nullable AdminApp started;

    @Test
    void every_route_ends_for_each_caller_as_the_table_says() throws IOException {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(redis.uri())) {
            started = app;
            List<String> found = routes(app).stream().map(this::row).toList();

            assertThat(String.join("\n", found)).isEqualTo(table());
        }
    }

    private static String table() throws IOException {
        try (var in = RouteWalkTest.class.getResourceAsStream("/routes.txt")) {
            return new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce((before, after) -> before + "\n" + after)
                    .orElse("");
        }
    }

    private static SortedSet<String> routes(AdminApp app) {
        TreeSet<String> routes = new TreeSet<>();
        app.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().forEach(pattern -> {
                    var methods = mapping.getMethodsCondition().getMethods();
                    (methods.isEmpty() ? List.of(RequestMethod.GET) : methods)
                            .forEach(method -> routes.add(pattern + " " + method));
                }));
        return routes;
    }

    private AdminApp app() {
        if (started == null) {
            throw new IllegalStateException("the app must run");
        }
        return started;
    }

    /** A call may end a session or an account or revoke a record, so that each has its own. */
    private String row(String route) {
        String pattern = route.substring(0, route.indexOf(' '));
        String method = route.substring(route.indexOf(' ') + 1);
        List<Integer> statuses = new ArrayList<>();
        for (Who who : Who.values()) {
            User owner = app().user();
            User other = who == Who.OTHER ? app().user() : owner;
            String path = path(pattern, owner);
            statuses.add(
                    pattern.startsWith("/ui")
                            ? page(method, path, who, owner, other)
                            : call(method, path, pattern, login(who, owner, other)));
        }
        return method + " " + pattern
                + statuses.stream().map(status -> " " + status).reduce("", String::concat);
    }

    private enum Who {
        NOBODY,
        OWNER,
        OTHER,
        ADMINISTRATOR
    }

    private static @Nullable String login(Who who, User owner, User other) {
        return switch (who) {
            case NOBODY -> null;
            case OTHER -> other.login();
            case ADMINISTRATOR -> AdminApp.ADMIN_TOKEN;
            case OWNER -> owner.login();
        };
    }

    private int call(String method, String path, String pattern, @Nullable String login) {
        Map<String, String> headers = new HashMap<>(STREAMS_REFUSE);
        if (login != null) {
            headers.put("Authorization", "Bearer " + login);
        }
        String body = method.equals("GET") || method.equals("DELETE")
                ? null
                : BODIES.getOrDefault(method + " " + pattern, "{}");
        return app().send(method, path, headers, body).status();
    }

    private int page(String method, String path, Who who, User owner, User other) {
        Browser browser = switch (who) {
            case NOBODY -> new Browser(app());
            case OTHER -> Browser.of(app(), other);
            case ADMINISTRATOR -> Browser.of(app(), "admin", AdminApp.ADMIN_PASSWORD);
            case OWNER -> Browser.of(app(), owner);
        };
        if (method.equals("GET")) {
            return browser.get(path).status();
        }
        boolean bare = who == Who.NOBODY || path.startsWith(CSRF_FREE + "in");
        return (bare ? browser.submit(path, Map.of()) : browser.post(path, Map.of())).status();
    }

    /** The pattern with the owner's record in it; a stream is asked for in a way that it refuses. */
    private String path(String pattern, User owner) {
        String token = pattern.contains("/tokens/{token}") ? token(owner) : "x";
        String path = pattern.contains("{id}") ? pattern.replace("{id}", record(pattern, owner)) : pattern;
        path = path.replace("{token}", token).replace("{api}", "hopr").replaceAll("\\{[^}]*}|\\*+", "x");
        return path.endsWith("/live") ? path + "?after=x" : path;
    }

    private String record(String pattern, User owner) {
        if (pattern.contains("/acls")) {
            String made = "{\"name\":\"list\",\"capabilities\":[{\"capability\":\"GET /a\"}]}";
            return made("/api/v1/acls", owner, made).text("id");
        }
        if (pattern.contains("/clients")) {
            return made("/api/v1/clients", owner, json("name", "client")).text("id");
        }
        if (pattern.contains("/tokens")) {
            return token(owner);
        }
        return owner.account();
    }

    private String token(User owner) {
        String made = "{\"capabilities\":[{\"capability\":\"GET /a\"}]}";
        return made("/api/v1/tokens", owner, made).text("id");
    }

    private Answer made(String path, User owner, String body) {
        Answer answer = app().post(path, owner.login(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }
}
