package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Standing;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.TextileCaller;
import dev.scopegate.wire.Vectors;
import dev.scopegate.wire.key.Ed25519Seed;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An installation that knows Textile, an owner, and a client of his: what both of its tests begin with. */
abstract class TextileInstallation {

    static final String FIRST_SIGHT = "--scopegate.accounts.first-sight.ed25519=* /threads.pb.API/*";
    static final JsonNode VECTORS = Vectors.read("textile-identities");

    static final RedisServer REDIS = RedisServer.start();
    static final AdminApp APP = AdminApp.start(REDIS.uri(), FIRST_SIGHT);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close));
    }

    final Ed25519Seed alice = seed(0);
    User owner;
    Answer client;

    @BeforeEach
    void makeClient() {
        owner = APP.user();
        client = client(true);
    }

    static Ed25519Seed seed(int identity) {
        return Ed25519Seed.of(HexFormat.of()
                .parseHex(VECTORS.get("identities").get(identity).get("seed").asString()));
    }

    Answer client(boolean signed) {
        return APP.post("/api/v1/clients", owner.login(), json("name", "my app", "signed", signed));
    }

    static String in(int minutes) {
        return Instant.now().plusSeconds(minutes * 60L).toString();
    }

    static TextileCaller admitted(AdminApp app, Answer client) {
        JsonNode secret = client.json().get("secret");
        return TextileCaller.open(app.base()).admitted(client.text("id"), secret == null ? null : secret.asString());
    }

    static String token(AdminApp app, Answer client, Ed25519Seed seed) {
        try (TextileCaller caller = admitted(app, client)) {
            return caller.token(seed);
        }
    }

    String token(Answer through, Ed25519Seed seed) {
        return token(APP, through, seed);
    }

    String standing(String token) {
        return APP.bean(Authenticator.class)
                .resolve(token)
                .map(lineage -> APP.bean(GrantCompiler.class).compile(lineage).standing())
                .map(Standing::name)
                .orElse("none");
    }

    static JsonNode part(String token, int index) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }

    static String refusalOf(Answer client) {
        try (TextileCaller caller = admitted(APP, client)) {
            return caller.refusal();
        }
    }
}
