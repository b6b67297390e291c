package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.Accounts.NewAccount;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Users of SAYMON, and what it answers them. */
final class SaymonUsers {

    static final String USERS = "/node/api/users/";
    static final String CURRENT = USERS + "current";
    static final String SESSION = USERS + "session";
    static final String UUID_4 = "\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"";
    static final String NOT_LOGGED_IN = unauthorized("Unauthorized", "Not logged in.");
    static final String INVALID_TOKEN = unauthorized("Unauthorized", "Invalid API token.");
    static final String SESSION_EXPIRED = unauthorized("Unauthorized", "Session expired.");
    static final String WRONG_PASSWORD = unauthorized("InvalidCredentials", "Invalid login or password.");

    private SaymonUsers() {}

    static String tokens(Login of) {
        return USERS + of.id() + "/auth-token";
    }

    private static String unauthorized(String code, String text) {
        String inner = JsonMapper.shared().writeValueAsString(text);
        return "401 " + json("code", code, "message", "{\"errorCode\":3,\"message\":" + inner + "}");
    }

    record Login(Account account, String password) {

        String id() {
            return account.id();
        }

        String name() {
            return account.name();
        }

        Map<String, String> basic() {
            return basic(password);
        }

        Map<String, String> basic(String other) {
            return Map.of("Authorization", authorization(other));
        }

        String authorization(String other) {
            return "Basic " + encoded(name() + ":" + other);
        }
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** A user of SAYMON, whose password holds what splits a name from a password. */
    static Login login(AdminApp app, String... permissions) {
        String name = "saymon" + Long.toString(System.nanoTime(), 36);
        String password = "s3cret:with:colons:" + name;
        Account account = app.bean(Accounts.class)
                .make(
                        new NewAccount(
                                name,
                                password,
                                null,
                                Set.of(permissions),
                                List.of(new GrantedCapability(Capability.parse("* /**"), List.of()))),
                        new Origin("test"));
        return new Login(account, password);
    }

    static Session session(AdminApp app, Login login) {
        Answer opened = app.post(SESSION, null, json("login", login.name(), "password", login.password()));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        return new Session(opened);
    }

    record Session(Answer opened) {

        String id() {
            return opened.json().asString();
        }

        String cookie(String name) {
            return opened.response().headers().allValues("Set-Cookie").stream()
                    .filter(cookie -> cookie.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow();
        }

        String csrf() {
            String cookie = cookie("csrf");
            return cookie.substring("csrf=".length(), cookie.indexOf(';'));
        }

        Map<String, String> headers(String... more) {
            Map<String, String> headers = new HashMap<>();
            headers.put("Cookie", "csrf=" + csrf() + "; sid=" + id());
            for (int i = 0; i < more.length; i += 2) {
                headers.put(more[i], more[i + 1]);
            }
            return headers;
        }
    }
}
