package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.RouteBodies.Sent;
import dev.scopegate.admin.SaymonUsers.Login;
import dev.scopegate.admin.security.CsrfTokens;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.web.Sessions;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route there is, called with a user's own record by nobody, by that user, by another user and by an administrator.
 * The table {@code routes.txt} says how each call must end; a route that it does not name fails the test.
 */
class RouteWalkTest {

    /** A stream would not end; it is asked to go on after what was never sent. */
    private static final Map<String, String> STREAMS_REFUSE = Map.of("Last-Event-ID", "x");

    /** More at once would wait for each other. */
    private static final int AT_ONCE = 6;

    @Test
    void every_route_ends_for_each_caller_as_the_table_says() throws Exception {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(redis.uri(), RouteRecords.FIRST_SIGHT);
                ExecutorService walkers = Executors.newFixedThreadPool(AT_ONCE)) {
            Walk walk = new Walk(app);
            List<Future<String>> rows = routes(app).stream()
                    .map(route -> walkers.submit(() -> walk.row(route)))
                    .toList();
            List<String> found = new ArrayList<>();
            for (Future<String> row : rows) {
                found.add(row.get());
            }

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

    private enum Who {
        NOBODY,
        OWNER,
        OTHER,
        ADMINISTRATOR
    }

    /** Calls of one app. A call may end a session or an account or revoke a record, so that each has its own. */
    private record Walk(AdminApp app) {

        String row(String route) {
            String pattern = route.substring(0, route.indexOf(' '));
            String method = route.substring(route.indexOf(' ') + 1);
            StringBuilder row = new StringBuilder(method + " " + pattern);
            for (Who who : Who.values()) {
                row.append(' ').append(status(method, pattern, who));
            }
            return row.toString();
        }

        private int status(String method, String pattern, Who who) {
            if (pattern.startsWith("/node/")) {
                return saymon(method, pattern, who);
            }
            RouteRecords owner = new RouteRecords(app);
            String path = path(method, pattern, owner);
            String login = login(who, owner);
            return pattern.startsWith("/ui")
                    ? page(method, pattern, path, owner, login)
                    : call(method, pattern, path, owner, login);
        }

        /** Empty for nobody. */
        private String login(Who who, RouteRecords owner) {
            return switch (who) {
                case NOBODY -> "";
                case OWNER -> owner.login();
                case OTHER -> new RouteRecords(app).login();
                case ADMINISTRATOR -> RouteRecords.ofAdministrator(app).login();
            };
        }

        private int call(String method, String pattern, String path, RouteRecords owner, String login) {
            Map<String, String> headers = new HashMap<>(STREAMS_REFUSE);
            if (!login.isEmpty()) {
                headers.put("Authorization", "Bearer " + login);
            }
            if (method.equals("PUT")) {
                headers.put("If-Match", "*");
            }
            Sent sent =
                    method.equals("GET") ? new Sent("", "") : RouteBodies.ofCall(method + " " + pattern, path, owner);
            return sent(method, path, headers, sent);
        }

        private int page(String method, String pattern, String path, RouteRecords owner, String login) {
            Map<String, String> headers = new HashMap<>(STREAMS_REFUSE);
            if (!login.isEmpty()) {
                headers.put("Cookie", Sessions.COOKIE + "=" + login);
                headers.put(CsrfTokens.HEADER, new CsrfTokens(app.bean(Digests.class)).of(login));
            }
            Sent sent =
                    method.equals("GET") ? new Sent("", "") : RouteBodies.ofPage(method + " " + pattern, path, owner);
            return sent(method, path, headers, sent);
        }

        private int sent(String method, String path, Map<String, String> headers, Sent sent) {
            if (sent.type().isEmpty()) {
                return app.exchange(method, path, headers, null).status();
            }
            headers.put("Content-Type", sent.type());
            return app.exchange(method, path, headers, sent.text()).status();
        }

        /** SAYMON takes no bearer token: its callers have sessions of its own. */
        private int saymon(String method, String pattern, Who who) {
            Login owner = SaymonUsers.login(app);
            Login caller = switch (who) {
                case NOBODY, OWNER -> owner;
                case OTHER -> SaymonUsers.login(app);
                case ADMINISTRATOR -> SaymonUsers.login(app, Account.ADMINISTRATOR);
            };
            String path = pattern.replace("{id}", owner.account().id());
            if (method.equals("POST") && path.endsWith("/session")) {
                String body = AdminApp.json("login", caller.name(), "password", caller.password());
                return app.send(method, path, Map.of(), body).status();
            }
            Map<String, String> headers = Map.of();
            if (who != Who.NOBODY) {
                var session = SaymonUsers.session(app, caller);
                headers = session.headers("X-CSRF-Token", session.csrf());
            }
            return app.exchange(method, path, headers, null).status();
        }

        /** The pattern with the owner's record in it; a stream is asked for in a way that it refuses. */
        private String path(String method, String pattern, RouteRecords owner) {
            String path = pattern;
            if (path.contains("{id}")) {
                String id = record(pattern, owner);
                path = path.replace("{id}", id);
                path = path.contains("{token}") ? path.replace("{token}", owner.tokenOf(id)) : path;
            }
            path = path.replace("{api}", method.equals("GET") ? "hopr" : "walk").replaceAll("\\{[^}]*}|\\*+", "x");
            if (path.endsWith("/account/unlink") && method.equals("GET")) {
                return path + "?identity=passkey:" + owner.passkey();
            }
            return path.endsWith("/live") ? path + "?after=x" : path;
        }

        private static String record(String pattern, RouteRecords owner) {
            if (pattern.contains("/acls")) {
                return owner.acl();
            }
            if (pattern.contains("/clients")) {
                return owner.client();
            }
            if (pattern.contains("/sessions")) {
                return owner.otherLogin();
            }
            if (pattern.contains("/passkeys")) {
                return owner.passkey();
            }
            if (pattern.contains("/audit")) {
                return owner.auditEntry();
            }
            return pattern.contains("/tokens") ? owner.token().text("id") : owner.account();
        }
    }
}
