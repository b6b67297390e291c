package dev.scopegate.e2e;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One page, and how an administrator gets to it. */
record Place(String name, BiConsumer<Visitor, Scenery> way) {

    /** All of them. A page that is not here is not looked at: add it. */
    static List<Place> all() {
        return Stream.of(ofUse(), ofLists(), ofTokens(), ofOperations(), ofPeople(), ofClients(), ofTheDoor())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Place> ofUse() {
        return List.of(
                at("overview", "/ui"),
                newcomer("overview-first-steps", "/ui"),
                at("why-form", "/ui/why"),
                new Place("why", Place::why),
                at("audit", "/ui/audit"),
                at("audit-none", "/ui/audit?action=nothing.like.it"),
                at("decisions", "/ui/audit?kind=decisions&action=hopr"),
                new Place("entry", (visitor, scenery) -> visitor.open("/ui/audit/" + scenery.entry())),
                new Place("decision", Place::decision),
                at("settings", "/ui/settings"),
                at("api", "/ui/api"),
                at("error", "/ui/nowhere"),
                newcomer("error-forbidden", "/ui/settings"));
    }

    private static List<Place> ofLists() {
        return List.of(
                at("acls", "/ui/acls"),
                newcomer("acls-none", "/ui/acls"),
                at("acl-new", "/ui/acls/new"),
                new Place("acl-new-mistaken", Place::mistakenList),
                new Place("acl", (visitor, scenery) -> visitor.open("/ui/acls/" + scenery.list())),
                new Place("acl-review", Place::review),
                new Place("acl-conflict", Place::conflict),
                new Place("acl-delete", (visitor, scenery) -> visitor.open("/ui/acls/" + scenery.list() + "/delete")),
                new Place("acl-deleted", Place::deletedList));
    }

    private static List<Place> ofTokens() {
        return List.of(
                at("tokens", "/ui/tokens?kind=capability"),
                at("tokens-all", "/ui/tokens"),
                newcomer("tokens-none", "/ui/tokens"),
                at("tokens-nothing-found", "/ui/tokens?text=nothing+like+it"),
                at("token-new", "/ui/tokens/new"),
                new Place("token-new-mistaken", Place::mistakenToken),
                new Place("token-secret", Place::secret),
                new Place("token", (visitor, scenery) -> visitor.open("/ui/tokens/" + scenery.token())),
                ofToken("edit"),
                ofToken("rotate"),
                ofToken("revoke"),
                acted("changed", "/edit", "Save the change", "Changed"),
                acted("rotated", "/rotate", "Show the new secret", "Its secret"),
                acted("revoked", "/revoke", "Revoke the token for good", "Revoked"),
                acted("disabled", "", "Disable", "What is left"));
    }

    private static List<Place> ofOperations() {
        return List.of(
                at("operations", "/ui/operations"),
                at("import", "/ui/operations/import"),
                new Place("import-mistaken", Place::mistakenImport),
                new Place("import-preview", Place::preview));
    }

    private static List<Place> ofPeople() {
        return List.of(
                at("accounts", "/ui/accounts"),
                at("accounts-none", "/ui/accounts?name=nobody-like-it"),
                at("account-new", "/ui/accounts/new"),
                new Place("account-new-mistaken", Place::mistakenAccount),
                new Place("account-of-another", (visitor, scenery) -> visitor.open(scenery.accountPage())),
                new Place("account-delete", (visitor, scenery) -> visitor.open(scenery.accountPage() + "/delete")),
                new Place("account-deleted", Place::deletedAccount),
                new Place(
                        "account-reset",
                        (visitor, scenery) -> visitor.open(scenery.accountPage())
                                .press("Start a password reset")
                                .sees("Hand this link")),
                new Place("account", Place::ownAccount),
                new Place(
                        "account-unlink",
                        (visitor, scenery) -> visitor.open("/ui/account")
                                .follow("Unlink…")
                                .sees("Unlink this identity?")
                                .reads(scenery.identity())));
    }

    private static List<Place> ofClients() {
        return List.of(
                at("clients", "/ui/clients"),
                newcomer("clients-none", "/ui/clients"),
                new Place(
                        "client-made",
                        (visitor, scenery) -> visitor.open("/ui/clients")
                                .fill("Name", "kiosk")
                                .press("Make the key")
                                .sees("The key of kiosk")),
                new Place(
                        "client-delete",
                        (visitor, scenery) -> visitor.open("/ui/clients/" + scenery.client() + "/delete")));
    }

    private static List<Place> ofTheDoor() {
        return List.of(
                at("sign-in", "/ui/sign-in"),
                new Place(
                        "sign-in-refused",
                        (visitor, scenery) -> visitor.open("/ui/sign-in")
                                .fill("User name or e-mail address", "grace.hopper")
                                .fill("Password", "not her password")
                                .press("Sign in")
                                .sees("Sign in")),
                at("register", "/ui/register"),
                at("forgot", "/ui/forgot"),
                at("reset", "/ui/reset#the-key-of-a-mail"),
                new Place(
                        "reset-refused",
                        (visitor, scenery) -> visitor.open("/ui/reset#the-key-of-an-old-mail")
                                .fill("New password", Scenery.PASSWORD)
                                .fill("The same again", Scenery.PASSWORD)
                                .press("Set the password")
                                .sees("Choose a password")));
    }

    void visit(Visitor visitor, Scenery scenery) {
        way.accept(visitor, scenery);
    }

    private static Place at(String name, String path) {
        return new Place(name, (visitor, scenery) -> visitor.open(path));
    }

    /** As somebody sees it who has nothing yet. */
    private static Place newcomer(String name, String path) {
        return new Place(name, (visitor, scenery) -> {
            visitor.open("about:blank").page().context().clearCookies();
            visitor.signIn(Scenery.NEWCOMER, Scenery.PASSWORD).open(path);
        });
    }

    /** What is seen once something was done to a token. */
    private static Place acted(String done, String page, String button, String heading) {
        return new Place(
                "token-" + done,
                (visitor, scenery) -> visitor.open("/ui/tokens/" + scenery.fresh("build server") + page)
                        .press(button)
                        .sees(heading));
    }

    private static Place ofToken(String act) {
        return new Place(
                "token-" + act, (visitor, scenery) -> visitor.open("/ui/tokens/" + scenery.token() + "/" + act));
    }

    private static void review(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/acls/" + scenery.list())
                .fill("Name", "channel keeper of the night")
                .pick("hopr", "nodeGetInfo");
        visitor.press("Review changes").sees("Review changes");
    }

    /** As the second of two sees it who change one list at once. */
    private static void conflict(Visitor visitor, Scenery scenery) {
        String list = scenery.freshList("channel keeper of the week");
        visitor.open("/ui/acls/" + list).fill("Name", "channel keeper of the day");
        visitor.pick("hopr", "nodeGetInfo").press("Review changes").sees("Review changes");
        scenery.rename(list, "channel keeper of the month");
        visitor.press("Save changes").sees("Somebody changed this list meanwhile");
    }

    private static void deletedList(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/acls/" + scenery.freshList("trial") + "/delete").press("Delete the list");
        visitor.sees("Access lists");
    }

    private static void mistakenList(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/acls/new").press("Add a pattern");
        visitor.field("Pattern: METHOD /path").fill("FETCH everything");
        visitor.press("Add a limit").field("Number of calls").last().fill("many");
        visitor.press("Make the list").reads("Nothing was saved");
    }

    private static void mistakenToken(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/tokens/new")
                .page()
                .getByText("From where, and on which APIs")
                .click();
        visitor.fill("Networks", "the office");
        visitor.press("Issue the token").reads("Nothing was issued yet.");
    }

    private static void mistakenImport(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/operations/import").fill("API", "harbour").fill("Or pasted", "swagger: '2.0'");
        visitor.press("Preview").sees("Import operations");
    }

    private static void mistakenAccount(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/accounts/new").fill("User name", "grace.hopper");
        visitor.press("Make the account").sees("Make an account");
    }

    private static void deletedAccount(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/accounts/" + scenery.freshAccount("trial") + "/delete");
        visitor.page().locator("input[name=name]").fill("trial");
        visitor.press("Delete the account").sees("trial is deleted");
    }

    /** With a passkey beside the linked key. */
    private static void ownAccount(Visitor visitor, Scenery scenery) {
        PasskeyIT.add(visitor, "phone of the night shift", Installation.ADMIN_PASSWORD);
    }

    private static void decision(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/audit?kind=decisions&outcome=refused&action=hopr");
        visitor.page().locator("table a").first().click();
        visitor.sees("GET /api/v3");
    }

    private static void secret(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/tokens/new?accessList=" + scenery.list()).fill("Description", "nightly rebalancing");
        visitor.press("Issue the token").sees("Its secret");
    }

    private static void why(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/why?token=" + scenery.token() + "&api=hopr&method=GET&path=/api/v3/account/balances")
                .sees("Grant exactly this");
    }

    private static void preview(Visitor visitor, Scenery scenery) {
        visitor.open("/ui/operations/import").fill("API", "harbour");
        visitor.field("Document, as a file").setInputFiles(ImportIT.DOCUMENT);
        visitor.press("Preview").sees("Harbour API");
    }

    @Override
    public String toString() {
        return name;
    }
}
