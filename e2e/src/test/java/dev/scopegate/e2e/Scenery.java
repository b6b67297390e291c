package dev.scopegate.e2e;

import java.net.URI;
import java.util.List;

/** What an installation looks like that is in use: access lists, tokens that are used and refused, long names. */
record Scenery(String list, String token, String account, String entry) {

    private static final String LONG =
            "Quarterly reconciliation of channel balances for accounting in Zürich and its three contractors";

    /** Sets it up, as programs and people would. */
    static Scenery of(Pages pages) {
        Caller admin = pages.caller();
        list(admin, "monitoring, read only", "hopr:nodeGetVersion", "hopr:nodeGetInfo", "hopr:nodeGetPeers");
        list(admin, LONG, "hopr:channelsGetChannels", "hopr:accountGetBalances", "GET /api/v3/channels/*");
        list(admin, "everything under the wallet", "* /api/v1/wallet/**");
        String list = list(admin, "channel keeper", "hopr:channelsGetChannels", "hopr:channelsOpenChannel");
        String token = null;
        for (String name : List.of("staging smoke test", LONG, "laptop of Grace", "status page of the node")) {
            Caller.Issued issued = token(admin, name);
            use(pages.installation().gateway(0), issued.token(), name.length());
            token = issued.id();
        }
        made(admin, "{\"description\":\"payments job\",\"accessList\":\"" + list + "\"}");
        String revoked = token(admin, "contractor who left").id();
        admin.delete("/api/v1/tokens/" + revoked);
        String account = admin.account("grace.hopper", "a long password", List.of(), List.of("hopr:nodeGetVersion"));
        admin.account("operations-of-the-night-shift", "a long password", List.of("manage-users"), List.of());
        admin.client("hub of the Zürich office");
        return new Scenery(list, String.valueOf(token), account, entryAbout(admin, revoked));
    }

    private static String list(Caller admin, String name, String... capabilities) {
        String held = "{\"capability\":\"" + String.join("\"},{\"capability\":\"", capabilities) + "\"}";
        String limits = "[{\"type\":\"calls\",\"max\":50000}]";
        return Caller.member(
                admin.made(
                        "/api/v1/acls",
                        "{\"name\":\"" + name + "\",\"capabilities\":[" + held + "],\"limits\":" + limits + "}"),
                "id");
    }

    private static Caller.Issued token(Caller admin, String name) {
        return made(
                admin,
                "{\"description\":\"" + name + "\",\"capabilities\":[{\"capability\":\"hopr:nodeGetVersion\","
                        + "\"limits\":[{\"type\":\"calls\",\"max\":1000}]},{\"capability\":\"hopr:nodeGetInfo\"}]}");
    }

    private static Caller.Issued made(Caller admin, String token) {
        String made = admin.made("/api/v1/tokens", token);
        return new Caller.Issued(Caller.member(made, "id"), Caller.member(made, "token"));
    }

    private static void use(URI gateway, String token, int calls) {
        Caller program = new Caller(gateway, token);
        for (int i = 0; i < calls; i++) {
            program.status("/api/v3/node/version");
        }
        program.status("/api/v3/node/info");
        program.status("/api/v3/account/balances");
        program.status("/api/v3/channels/0x4f2a-to-a-peer-with-a-rather-long-name/tickets");
    }

    private static String entryAbout(Caller admin, String record) {
        String found = Caller.send(
                        admin.bearer("/api/v1/audit?subject=" + record).GET().build())
                .body();
        return Caller.member(found, "id");
    }
}
