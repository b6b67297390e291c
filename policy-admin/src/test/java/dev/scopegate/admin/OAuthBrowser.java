package dev.scopegate.admin;

import dev.scopegate.admin.AdminApp.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A browser with one cookie, which follows redirects step by step. */
public final class OAuthBrowser {

    private final AdminApp app;
    private String cookie = "";

    public OAuthBrowser(AdminApp app) {
        this.app = app;
    }

    /** Begins a login; the answer sends to the provider. */
    Answer begin(String provider) {
        Answer answer = app.get("/api/v1/auth/" + provider, null);
        String header = answer.header("Set-Cookie");
        cookie = header.isEmpty() ? cookie : header.substring(0, header.indexOf(';'));
        return answer;
    }

    /** Begins a login and lets the provider's page send back, to the address that this gives. */
    URI visit(String provider) {
        Answer begun = begin(provider);
        if (begun.status() != 302) {
            throw new AssertionError("a login must begin with 302, but was " + begun);
        }
        Answer page = app.send("GET", begun.header("Location"), Map.of(), null);
        if (page.status() != 302) {
            throw new AssertionError("the provider must send back by 302, but was " + page);
        }
        return URI.create(page.header("Location"));
    }

    public Answer logIn(String provider) {
        return follow(visit(provider));
    }

    /** Goes where the provider sends it. */
    Answer follow(URI back) {
        return app.send("GET", back.getRawPath() + "?" + back.getRawQuery(), headers(), null);
    }

    Answer post(String provider, String body) {
        return app.send("POST", "/api/v1/auth/" + provider + "/token", headers(), body);
    }

    OAuthBrowser with(String otherCookie) {
        cookie = otherCookie;
        return this;
    }

    Map<String, String> cookies() {
        int equals = cookie.indexOf('=');
        return Map.of(cookie.substring(0, equals), cookie.substring(equals + 1));
    }

    private Map<String, String> headers() {
        return cookie.isEmpty() ? Map.of() : Map.of("Cookie", cookie);
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String pair : uri.getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
