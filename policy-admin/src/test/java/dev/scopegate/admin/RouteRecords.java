package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.Registry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account with records of its own, each made when it is first asked for. It has no password, so that it is made at once. */
final class RouteRecords {

    /** The setting under which such accounts come about, and may do everything that accounts may. */
    static final String FIRST_SIGHT = "--scopegate.accounts.first-sight.ed25519=* /**";

    private final AdminApp app;
    private final Identity identity = new Identity(Identity.ED25519, "z" + UUID.randomUUID());
    private final String login;
    private @Nullable SoftDevice held;

    RouteRecords(AdminApp app) {
        this.app = app;
        this.login = logIn();
    }

    /** The same with the power of an administrator. */
    static RouteRecords ofAdministrator(AdminApp app) {
        RouteRecords made = new RouteRecords(app);
        Answer raised = app.send(
                "PATCH",
                "/api/v1/accounts/" + made.account(),
                Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                "{\"permissions\":[\"administrator\"]}");
        good(raised);
        return made;
    }

    private String logIn() {
        return app.bean(Logins.class).logIn(identity, new Origin("127.0.0.1"));
    }

    String login() {
        return login;
    }

    String account() {
        return AdminApp.accountOf(login);
    }

    String name() {
        return app.get("/api/v1/account", login).text("username");
    }

    String identity() {
        return identity.text();
    }

    /** An open login that is not the one which calls. */
    String otherLogin() {
        logIn();
        for (JsonNode session :
                app.get("/api/v1/account/sessions", login).json().get("sessions")) {
            if (!session.get("current").asBoolean()) {
                return session.get("id").asString();
            }
        }
        throw new AssertionError("a second login must be listed");
    }

    String acl() {
        return made("/api/v1/acls", "{\"name\":\"list\",\"capabilities\":[{\"capability\":\"GET /a\"}]}")
                .text("id");
    }

    /** As a page's form has it. */
    String etagOf(String acl) {
        return app.get("/api/v1/acls/" + acl, login).header("ETag").replace("\"", "");
    }

    Answer token() {
        return made("/api/v1/tokens", "{\"capabilities\":[{\"capability\":\"GET /a\"}]}");
    }

    /** Of an access list, as LNbits issues it. */
    String tokenOf(String acl) {
        return made("/api/v1/auth/acls/" + acl + "/tokens", "{}").text("id");
    }

    String client() {
        return made("/api/v1/clients", json("name", "client")).text("id");
    }

    String auditEntry() {
        token();
        return app.get("/api/v1/audit", login)
                .json()
                .get("entries")
                .get(0)
                .get("id")
                .asString();
    }

    /** What a device says that was asked to make a key for this account. */
    Map<String, Object> newPasskey(SoftDevice device) {
        return device.register(
                good(app.post("/api/v1/passkeys/options", login, null)).text("challenge"), "phone");
    }

    SoftDevice device() {
        return new SoftDevice(app.bean(PagesUrl.class).url(), "localhost");
    }

    String passkey() {
        SoftDevice device = device();
        made("/api/v1/passkeys", JsonMapper.shared().writeValueAsString(newPasskey(device)));
        held = device;
        return device.id();
    }

    /** What the passkey that was made last says that was asked to prove this account again. */
    Map<String, Object> proof() {
        SoftDevice device = Objects.requireNonNull(held, "a passkey must be made before it proves anything");
        Answer options = good(app.post("/api/v1/account/second-factor/options", login, null));
        return device.sign(options.text("challenge"), account());
    }

    /** The same, by a passkey that this account has from now on. */
    String firstProof() {
        passkey();
        return JsonMapper.shared().writeValueAsString(proof());
    }

    /** The same, by a passkey for which this account asks at every login from now on. */
    String demandedProof() {
        good(app.put("/api/v1/account/second-factor", login, firstProof()));
        return JsonMapper.shared().writeValueAsString(proof());
    }

    /** As a page's form has it. */
    String etagOfAccount() {
        var stored = Reply.of(app.bean(Registry.class).account(account())).orElseThrow();
        return EntityTag.of(stored.raw()).value();
    }

    /** A call that a token of this account would be refused. */
    String refusedCall() {
        return json(
                "tokenId",
                token().text("id"),
                "api",
                "demo",
                "method",
                "GET",
                "path",
                "/demo/hello",
                "expected",
                List.of());
    }

    private Answer made(String path, String body) {
        return good(app.post(path, login, body));
    }

    private static Answer good(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError("a record must be made, but was " + answer);
        }
        return answer;
    }
}
