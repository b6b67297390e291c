package dev.scopegate.e2e;

import dev.scopegate.wire.key.Ed25519Seed;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What an installation looks like that is in use: access lists, tokens that are used and refused, long names.
 *
 * @param admin its administrator as a program, which makes what a page is to end
 * @param named what a name becomes that people may choose freely, as JSON has it
 */
record Scenery(
        Caller admin,
        UnaryOperator<String> named,
        String list,
        String token,
        String account,
        String entry,
        String client,
        String identity) {

    static final String PASSWORD = "a long password";

    /** An account that made nothing yet. */
    static final String NEWCOMER = "newcomer";

    private static final String LONG =
            "Quarterly reconciliation of channel balances for accounting in Zürich and its three contractors";

    /** Sets it up, as programs and people would. */
    static Scenery of(Pages pages) {
        Caller admin = pages.caller();
        list(admin, "monitoring, read only", "hopr:nodeGetVersion", "hopr:nodeGetInfo", "hopr:nodeGetPeers");
        list(admin, LONG, "hopr:channelsGetChannels", "hopr:accountGetBalances", "GET /api/v3/channels/*");
        list(admin, "everything under the wallet", "* /api/v1/wallet/**");
        String list = list(admin, "channel keeper", "hopr:channelsGetChannels", "hopr:channelsOpenChannel");
        List<Caller.Issued> tokens = tokens(admin);
        Past.of(
                pages.installation(),
                account(admin, tokens.getLast()),
                tokens.stream().map(Caller.Issued::id).toList());
        tokens.forEach(token -> use(pages.installation().gateway(0), token.token()));
        made(admin, "{\"description\":\"payments job\",\"accessList\":\"" + list + "\"}");
        String revoked = token(admin, "contractor who left").id();
        admin.delete("/api/v1/tokens/" + revoked);
        String account = people(admin);
        admin.client("gallery of the museum");
        String client = admin.client("hub of the Zürich office").id();
        return new Scenery(
                admin,
                UnaryOperator.identity(),
                list,
                tokens.getLast().id(),
                account,
                entryAbout(admin, revoked),
                client,
                identity(pages));
    }

    /** The same people, with an access list, a token and a client key beside theirs whose names become others. */
    Scenery renamed(UnaryOperator<String> names, URI gateway) {
        String other = list(admin, names.apply("channel keeper"), "hopr:channelsGetChannels");
        Caller.Issued issued = token(admin, names.apply("status page"));
        use(gateway, issued.token());
        made(admin, "{\"description\":\"" + names.apply("payments job") + "\",\"accessList\":\"" + other + "\"}");
        String key = admin.client(names.apply("hub")).id();
        return new Scenery(admin, names, other, issued.id(), account, entryAbout(admin, issued.id()), key, identity);
    }

    /** A token that a page may end. */
    String fresh(String name) {
        return token(admin, named.apply(name)).id();
    }

    /** A list that a page may change or end. */
    String freshList(String name) {
        return list(admin, named.apply(name), "hopr:channelsGetChannels", "hopr:channelsOpenChannel");
    }

    /** What another administrator does while somebody edits it. */
    void rename(String list, String name) {
        String form = "{\"name\":\"" + named.apply(name)
                + "\",\"capabilities\":[{\"capability\":\"hopr:channelsGetChannels\"}]}";
        Caller.send(admin.bearer("/api/v1/acls/" + list)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .PUT(BodyPublishers.ofString(form))
                .build());
    }

    /** An account that a page may end. */
    String freshAccount(String name) {
        return admin.account(name, PASSWORD, List.of(), List.of());
    }

    String accountPage() {
        return "/ui/accounts/" + account;
    }

    private static List<Caller.Issued> tokens(Caller admin) {
        List<Caller.Issued> tokens = new ArrayList<>();
        for (String name : List.of("staging smoke test", LONG, "laptop of Grace", "status page of the node")) {
            tokens.add(token(admin, name));
        }
        return tokens;
    }

    private static String people(Caller admin) {
        List<String> reads = List.of("hopr:nodeGetVersion");
        admin.account(NEWCOMER, PASSWORD, List.of(), List.of("* /**"));
        admin.account("ada", PASSWORD, List.of("manage-users"), reads);
        admin.account("operations-of-the-night-shift-and-of-everybody-who-is-on-call", PASSWORD, List.of(), reads);
        return admin.account("grace.hopper", PASSWORD, List.of(), List.of("hopr:nodeGetVersion", "* /api/v1/**"));
    }

    /** A key that the administrator linked, as a person who is signed in. */
    private static String identity(Pages pages) {
        String login = Caller.member(
                pages.caller()
                        .post(
                                "/api/v1/auth",
                                "{\"username\":\"admin\",\"password\":\"" + Installation.ADMIN_PASSWORD + "\"}")
                        .body(),
                "access_token");
        Caller admin = new Caller(pages.installation().admin(), login);
        Ed25519Seed seed = Ed25519Seed.of("a key of the tests of all pages.".getBytes(StandardCharsets.US_ASCII));
        String key = seed.publicKey().text();
        String challenge = Caller.member(
                admin.post("/api/v1/identities/challenge", "{\"key\":\"" + key + "\"}")
                        .body(),
                "challenge");
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(seed.sign(challenge.getBytes(StandardCharsets.UTF_8)));
        admin.made(
                "/api/v1/identities",
                "{\"type\":\"key\",\"key\":\"" + key + "\",\"challenge\":\"" + challenge + "\",\"signature\":\""
                        + signature + "\"}");
        return "ed25519:" + key;
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
                        + "\"limits\":[{\"type\":\"calls\",\"max\":1000,\"per\":\"day\"}]},"
                        + "{\"capability\":\"hopr:nodeGetPeers\"},{\"capability\":\"hopr:nodeGetInfo\"}],"
                        + "\"lifetimeSeconds\":2592000}");
    }

    private static Caller.Issued made(Caller admin, String token) {
        String made = admin.made("/api/v1/tokens", token);
        return new Caller.Issued(Caller.member(made, "id"), Caller.member(made, "token"));
    }

    private static String account(Caller admin, Caller.Issued token) {
        String read = Caller.send(
                        admin.bearer("/api/v1/tokens/" + token.id()).GET().build())
                .body();
        return Caller.member(read, "account");
    }

    private static void use(URI gateway, String token) {
        Caller program = new Caller(gateway, token);
        for (int i = 0; i < 6; i++) {
            program.status("/api/v3/node/version");
        }
        program.status("/api/v3/node/peers");
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
