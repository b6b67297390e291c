package dev.scopegate.launcher.cli;

import dev.scopegate.launcher.cli.CommandLine.Command;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code token}: tokens issued, listed and ended. */
final class TokenCommands {

    static final Map<String, Command> ALL = Map.of(
            "issue",
                    new Command(
                            Help.TOKEN_ISSUE,
                            Set.of(),
                            Set.of(
                                    "--acl",
                                    "--capability",
                                    "--limit",
                                    "--lifetime",
                                    "--network",
                                    "--audience",
                                    "--description"),
                            TokenCommands::issue),
            "list", new Command(Help.TOKEN_LIST, Set.of("--all"), Set.of("--count", "--before"), TokenCommands::list),
            "revoke", new Command(Help.TOKEN_REVOKE, Set.of(), Set.of(), TokenCommands::revoke));

    private static final String TOKENS = "/api/v1/tokens";
    private static final String JSON = "application/json";

    private TokenCommands() {}

    private static int issue(Work work) {
        work.arguments().words();
        JsonNode issued = work.connection()
                .post(TOKENS, JSON, Answer.write(request(work)))
                .good()
                .json();
        if (work.json()) {
            work.printJson(issued);
        } else {
            work.terminal().print(issued.path("token").asString("") + "\n");
            work.terminal().say("issued " + Table.plain(issued.path("id").asString("")) + "; it is shown only now");
        }
        return 0;
    }

    private static Map<String, Object> request(Work work) {
        Arguments arguments = work.arguments();
        Map<String, Object> request = new LinkedHashMap<>();
        arguments.one("--description").ifPresent(text -> request.put("description", text));
        arguments.one("--acl").ifPresent(name -> request.put("accessList", idOf(work.connection(), name)));
        List<Map<String, String>> capabilities = arguments.all("--capability").stream()
                .map(each -> Map.of("capability", each))
                .toList();
        if (!capabilities.isEmpty()) {
            request.put("capabilities", capabilities);
        }
        putAll(
                request,
                "limits",
                arguments.all("--limit").stream().map(LimitText::parse).toList());
        putAll(request, "networks", arguments.all("--network"));
        putAll(request, "audience", arguments.all("--audience"));
        arguments
                .one("--lifetime")
                .ifPresent(time ->
                        request.put("lifetimeSeconds", LimitText.duration(time).toSeconds()));
        return request;
    }

    private static void putAll(Map<String, Object> request, String name, List<?> values) {
        if (!values.isEmpty()) {
            request.put(name, values);
        }
    }

    private static String idOf(Connection connection, String name) {
        if (name.startsWith("acl_")) {
            return name;
        }
        return AclCommands.lists(connection)
                .valueStream()
                .filter(list -> list.path("name").asString("").equals(name))
                .map(list -> list.path("id").asString(""))
                .findFirst()
                .orElseThrow(() -> new Failure("there is no access list '" + name + "'"));
    }

    private static int list(Work work) {
        work.arguments().words();
        TokenPages pages = new TokenPages(work.connection());
        List<JsonNode> tokens =
                pages.read(most(work), work.arguments().one("--before").orElse(null));
        if (work.json()) {
            work.printJson(JsonMapper.shared().valueToTree(tokens));
        } else {
            work.terminal().print(table(tokens).toString());
        }
        if (pages.next() != null) {
            work.terminal().say("there are more: --all, or --before " + Table.plain(pages.next()));
        }
        return 0;
    }

    private static int most(Work work) {
        if (!work.arguments().has("--all")) {
            return number(work, "--count", 50);
        }
        if (work.arguments().one("--count").isPresent()) {
            throw new Failure("--all and --count are one or the other");
        }
        return Integer.MAX_VALUE;
    }

    private static Table table(List<JsonNode> tokens) {
        Instant now = InstantSource.system().instant();
        Table table = new Table("ID", "KIND", "STATE", "CREATED", "EXPIRES", "DESCRIPTION");
        for (JsonNode token : tokens) {
            table.row(
                    token.path("id").asString(""),
                    token.path("kind").asString(""),
                    state(token, now),
                    token.path("createdAt").asString(""),
                    token.path("expiresAt").asString("never"),
                    token.path("description").asString(""));
        }
        return table;
    }

    private static String state(JsonNode token, Instant now) {
        if (token.has("revokedAt")) {
            return "revoked";
        }
        String end = token.path("expiresAt").asString("");
        if (!end.isEmpty() && !Instant.parse(end).isAfter(now)) {
            return "expired";
        }
        return token.path("disabled").asBoolean(false) ? "disabled" : "active";
    }

    private static int number(Work work, String option, int otherwise) {
        Optional<String> text = work.arguments().one(option);
        try {
            int number = text.map(Integer::parseInt).orElse(otherwise);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new Failure(option + " must be a whole number of at least 1, but was '" + text.orElse("") + "'");
    }

    private static int revoke(Work work) {
        String id = work.arguments().words("ID").getFirst();
        JsonNode revoked = work.terminal()
                .during(
                        "revoking",
                        () -> work.connection().delete(TOKENS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)))
                .good()
                .json();
        if (work.json()) {
            work.printJson(revoked);
        } else {
            work.terminal()
                    .print("revoked " + Table.plain(id) + ", " + PolicyText.acknowledged(revoked.path("acknowledged"))
                            + "\n");
        }
        return 0;
    }
}
