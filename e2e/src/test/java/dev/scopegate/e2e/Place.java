package dev.scopegate.e2e;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** One page, and how an administrator gets to it. */
record Place(String name, BiConsumer<Visitor, Scenery> way) {

    /** All of them. A page that is not here is not looked at: add it. */
    static List<Place> all() {
        return Stream.concat(ofPolicy().stream(), ofPeople().stream()).toList();
    }

    private static List<Place> ofPolicy() {
        return List.of(
                at("overview", "/ui"),
                at("acls", "/ui/acls"),
                at("acl-new", "/ui/acls/new"),
                new Place("acl", (visitor, scenery) -> visitor.open("/ui/acls/" + scenery.list())),
                new Place("acl-review", Place::review),
                new Place("acl-delete", (visitor, scenery) -> visitor.open("/ui/acls/" + scenery.list() + "/delete")),
                at("tokens", "/ui/tokens"),
                at("token-new", "/ui/tokens/new"),
                new Place("token-secret", Place::secret),
                new Place("token", (visitor, scenery) -> visitor.open("/ui/tokens/" + scenery.token())),
                ofToken("edit"),
                ofToken("rotate"),
                ofToken("revoke"),
                new Place("why", Place::why),
                at("operations", "/ui/operations"),
                at("import", "/ui/operations/import"),
                new Place("import-preview", Place::preview),
                at("audit", "/ui/audit"),
                at("decisions", "/ui/audit?kind=decisions"),
                new Place("entry", (visitor, scenery) -> visitor.open("/ui/audit/" + scenery.entry())),
                at("api", "/ui/api"));
    }

    private static List<Place> ofPeople() {
        return List.of(
                at("accounts", "/ui/accounts"),
                at("account-new", "/ui/accounts/new"),
                new Place(
                        "account-of-another", (visitor, scenery) -> visitor.open("/ui/accounts/" + scenery.account())),
                new Place(
                        "account-delete",
                        (visitor, scenery) -> visitor.open("/ui/accounts/" + scenery.account() + "/delete")),
                at("account", "/ui/account"),
                at("clients", "/ui/clients"),
                at("settings", "/ui/settings"),
                at("register", "/ui/register"),
                at("sign-in", "/ui/sign-in"),
                at("error", "/ui/nowhere"));
    }

    void visit(Visitor visitor, Scenery scenery) {
        way.accept(visitor, scenery);
    }

    private static Place at(String name, String path) {
        return new Place(name, (visitor, scenery) -> visitor.open(path));
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
