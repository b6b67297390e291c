package dev.scopegate.launcher;

/** What the person at the terminal reads. */
final class Console {

    private Console() {}

    static void say(String line) {
        System.out.println("scopegate: " + line);
    }

    static void complain(String line) {
        System.err.println("scopegate: " + line);
    }

    static void ready(Settings settings) {
        say("ready");
        say("gateway: " + settings.gatewayUrl());
        say("policy-admin: " + settings.adminUrl() + " (pages and API)");
        say("health and metrics: http://127.0.0.1:"
                + settings.ports().gatewayManagement().number() + "/actuator and http://127.0.0.1:"
                + settings.ports().adminManagement().number() + "/actuator");
    }

    /** Four calls that show, in this order, what a token may do, what not, how often, and what happens without. */
    static void sample(Settings settings, String token) {
        String call = "curl -si -w '\\n' ";
        String bearer = "-H 'Authorization: Bearer " + token + "' ";
        String demo = settings.gatewayUrl() + "/demo/";
        say("sample token: may call GET /demo/hello once");
        System.out.println();
        System.out.println("# 200: the token's one call");
        System.out.println(call + bearer + demo + "hello");
        System.out.println("# 403: another operation, and the scope that would do");
        System.out.println(call + bearer + demo + "goodbye");
        System.out.println("# 429: the one call is used up");
        System.out.println(call + bearer + demo + "hello");
        System.out.println("# 401: no token");
        System.out.println(call + demo + "hello");
        System.out.println();
    }
}
