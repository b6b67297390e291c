package dev.scopegate.e2e;

import dev.scopegate.wire.EthereumWallet;
import dev.scopegate.wire.TextileCaller;
import dev.scopegate.wire.key.Ed25519Seed;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** A token of each of the five systems, asked for and used as that system's own clients do. */
enum FiveSystems {

    /** By the request of its SDK. */
    HOPR("200", "401") {
        @Override
        Held issue(Installation scopegate) {
            String token = hoprToken(scopegate, "nodeGetVersion");
            return new Held(
                    hoprId(scopegate, token),
                    gateway -> Integer.toString(new Caller(gateway, token).status("/api/v3/node/version")));
        }
    },

    /** A manager makes it with his password; its user finds its id in what the server tells of him. */
    SAYMON("200", "401") {
        @Override
        Held issue(Installation scopegate) {
            Caller admin = administrator(scopegate);
            String user = admin.account("manager", "a:password", List.of("manage-users"), List.of("* /node/api/**"));
            String basic = Base64.getEncoder().encodeToString("manager:a:password".getBytes(StandardCharsets.UTF_8));
            String token = answered(Caller.send(admin.anonymous("/node/api/users/" + user + "/auth-token")
                            .header("Authorization", "Basic " + basic)
                            .POST(BodyPublishers.noBody())
                            .build()))
                    .replace("\"", "");
            String told = answered(get(admin, "/node/api/users/current?api-token=" + token));
            return new Held(
                    Caller.member(told, "authenticationToken"),
                    gateway -> status(get(new Caller(gateway, ""), "/node/api/objects?api-token=" + token)));
        }
    },

    /** A key signs a challenge inside the protocol; calls and refusals stay inside it too, where 16 is HTTP's 401. */
    TEXTILE("0", "16") {
        @Override
        Held issue(Installation scopegate) {
            Caller.Client client = administrator(scopegate).client("hub");
            String token = textileToken(scopegate.gateway(0), client);
            return new Held(idIn(token), gateway -> called(gateway, client, token));
        }
    },

    /** An address signs for it. */
    OCEAN("200", "401") {
        @Override
        Held issue(Installation scopegate) {
            EthereumWallet wallet = new EthereumWallet();
            String address = wallet.shown();
            long end = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
            Caller caller = new Caller(scopegate.gateway(0), "");
            String token = Caller.member(
                    answered(get(
                            caller,
                            "/api/services/createAuthToken?address=" + address + "&nonce=1&expiration=" + end
                                    + "&signature=" + wallet.sign(address + "1"))),
                    "token");
            String download = "/api/services/download?documentId=did%3Aop%3A1&nonce=2&consumerAddress=" + address;
            return new Held(
                    idIn(token),
                    gateway -> status(Caller.send(new Caller(gateway, "")
                            .anonymous(download)
                            .header("AuthToken", token)
                            .build())));
        }
    },

    /** A user makes it from one of his access lists. */
    LNBITS("200", "401") {
        @Override
        Held issue(Installation scopegate) {
            String registered = answered(Caller.send(new Caller(scopegate.gateway(0), "")
                    .anonymous("/api/v1/auth/register")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"username\":\"alan\",\"password\":\"a long password\"}"))
                    .build()));
            Caller alan = new Caller(scopegate.gateway(0), Caller.member(registered, "access_token"));
            String list = Caller.member(
                    alan.made(
                            "/api/v1/auth/acls", "{\"name\":\"reads\",\"allowed_endpoints\":[\"GET /api/v1/wallet\"]}"),
                    "id");
            String made = alan.made("/api/v1/auth/acls/" + list + "/tokens", "{}");
            Caller.Issued issued = new Caller.Issued(Caller.member(made, "id"), Caller.member(made, "token"));
            return new Held(
                    issued.id(),
                    gateway -> status(Caller.send(new Caller(gateway, issued.token())
                            .bearer("/api/v1/wallet")
                            .build())));
        }
    };

    private final String accepted;
    private final String refused;

    FiveSystems(String accepted, String refused) {
        this.accepted = accepted;
        this.refused = refused;
    }

    /** Makes a token of this system, through the first gateway. */
    abstract Held issue(Installation scopegate);

    /** What a call that passes ends with. */
    String accepted() {
        return accepted;
    }

    /** What a call ends with whose token is none. */
    String refused() {
        return refused;
    }

    /** A token's id in this installation, and one call with it. */
    record Held(String id, Use use) {}

    /** Makes one call through a gateway, and tells how it ended. */
    interface Use {

        String through(URI gateway);
    }

    /** A token of HOPR's with these capabilities. */
    static String hoprToken(Installation scopegate, String... endpoints) {
        String capabilities = "{\"endpoint\":\"" + String.join("\"},{\"endpoint\":\"", endpoints) + "\"}";
        return Caller.member(
                administrator(scopegate)
                        .made(
                                "/api/v3/tokens",
                                "{\"capabilities\":[{\"endpoint\":\"tokensGetToken\"}," + capabilities + "]}"),
                "token");
    }

    /** The id that the token's own document tells. */
    static String hoprId(Installation scopegate, String token) {
        Caller holder = new Caller(scopegate.gateway(0), token);
        return Caller.member(
                answered(Caller.send(holder.request("/api/v3/token").build())), "id");
    }

    private static String textileToken(URI gateway, Caller.Client client) {
        byte[] seed = new byte[32];
        new SecureRandom().nextBytes(seed);
        try (TextileCaller caller = TextileCaller.open(gateway.toString())) {
            return caller.admitted(client.id(), client.secret()).token(Ed25519Seed.of(seed));
        }
    }

    private static String called(URI gateway, Caller.Client client, String token) {
        try (TextileCaller caller = TextileCaller.open(gateway.toString(), "/api.usersd.pb.APIService/ListThreads")) {
            String outcome = caller.admitted(client.id(), client.secret(), "authorization", "bearer " + token)
                    .end()
                    .outcome();
            return outcome.substring(0, outcome.indexOf(' '));
        }
    }

    private static String idIn(String jwt) {
        byte[] claims = Base64.getUrlDecoder().decode(jwt.substring(jwt.indexOf('.') + 1, jwt.lastIndexOf('.')));
        return Caller.member(new String(claims, StandardCharsets.UTF_8), "jti");
    }

    private static Caller administrator(Installation scopegate) {
        return new Caller(scopegate.gateway(0), Installation.ADMIN_TOKEN);
    }

    private static HttpResponse<String> get(Caller caller, String path) {
        return Caller.send(caller.anonymous(path).build());
    }

    private static String status(HttpResponse<String> answer) {
        return Integer.toString(answer.statusCode());
    }

    private static String answered(HttpResponse<String> answer) {
        if (answer.statusCode() != 200 && answer.statusCode() != 201) {
            throw new AssertionError(
                    "the answer must be 200 or 201, but was " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
