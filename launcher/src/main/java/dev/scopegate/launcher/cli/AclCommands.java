package dev.scopegate.launcher.cli;

import dev.scopegate.launcher.cli.CommandLine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code acl}: access lists, and policy as code. */
final class AclCommands {

    static final Map<String, Command> ALL = Map.of(
            "list", new Command(Help.ACL_LIST, Set.of(), Set.of(), AclCommands::list),
            "export", new Command(Help.ACL_EXPORT, Set.of(), Set.of("--output"), AclCommands::export),
            "diff", new Command(Help.ACL_DIFF, Set.of("--prune"), Set.of("--file"), AclCommands::diff),
            "apply", new Command(Help.ACL_APPLY, Set.of("--prune", "--yes"), Set.of("--file"), AclCommands::apply));

    private static final String POLICY = "/api/v1/policy";
    private static final int PAGE = 500;
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private AclCommands() {}

    private static int list(Work work) {
        work.arguments().words();
        JsonNode lists = lists(work.connection());
        if (work.json()) {
            work.printJson(lists);
            return 0;
        }
        Table table = new Table("NAME", "CAPABILITIES", "LIMITS", "TOKENS", "LAST USED", "ID");
        for (JsonNode list : lists) {
            table.row(
                    list.path("name").asString(""),
                    String.valueOf(list.path("capabilities").size()),
                    PolicyText.limits(list.path("limits")),
                    list.path("tokens").asString("0"),
                    list.path("lastUsedAt").asString("never"),
                    list.path("id").asString(""));
        }
        work.terminal().print(table.toString());
        return 0;
    }

    static ArrayNode lists(Connection connection) {
        ArrayNode lists = JsonNodeFactory.instance.arrayNode();
        JsonNode page;
        do {
            page = connection
                    .get("/api/v1/acls?count=" + PAGE + "&offset=" + lists.size(), JSON)
                    .good()
                    .json()
                    .path("acls");
            page.forEach(lists::add);
        } while (page.size() == PAGE);
        return lists;
    }

    private static int export(Work work) {
        work.arguments().words();
        Answer answer = work.connection().get(POLICY, work.json() ? JSON : YAML).good();
        String text = work.json() ? Answer.pretty(answer.json()) : answer.body();
        Optional<String> file = work.arguments().one("--output");
        if (file.isEmpty()) {
            work.terminal().print(text);
            return 0;
        }
        try {
            Files.writeString(Path.of(file.get()), text);
        } catch (IOException failure) {
            throw new Failure("cannot write '" + file.get() + "': " + failure.getMessage());
        }
        return 0;
    }

    private static int diff(Work work) {
        work.arguments().words();
        JsonNode diff = diff(work, PolicyFiles.read(work.arguments().required("--file"), work.terminal()));
        if (work.json()) {
            work.printJson(diff);
        } else {
            work.terminal().print(PolicyText.of(diff));
        }
        return 0;
    }

    private static JsonNode diff(Work work, PolicyFiles files) {
        return work.terminal()
                .during("comparing", () -> work.connection().post(POLICY + "/diff" + prune(work), YAML, files.text()))
                .good(files::where)
                .json();
    }

    private static int apply(Work work) {
        work.arguments().words();
        PolicyFiles files = PolicyFiles.read(work.arguments().required("--file"), work.terminal());
        JsonNode diff = diff(work, files);
        if (!work.json()) {
            work.terminal().print(PolicyText.of(diff));
        }
        if (diff.path("empty").asBoolean(false)) {
            if (work.json()) {
                work.printJson(diff);
            }
            return 0;
        }
        confirm(work, diff);
        Map<String, String> headers = Map.of(
                "Content-Type", YAML, "If-Match", "\"" + diff.path("state").asString("") + "\"");
        JsonNode applied = work.terminal()
                .during("applying", () -> work.connection().put(POLICY + prune(work), headers, files.text()))
                .good(files::where)
                .json();
        if (work.json()) {
            work.printJson(applied);
        } else {
            work.terminal().print("applied, " + PolicyText.acknowledged(applied.path("acknowledged")) + "\n");
        }
        return 0;
    }

    /** Nobody ends live tokens by a file that forgot a list. */
    private static void confirm(Work work, JsonNode diff) {
        String ending = diff.path("accessLists")
                .valueStream()
                .filter(list -> list.path("change").asString("").equals("removed"))
                .filter(list -> list.path("tokens").asInt(0) > 0)
                .map(list -> "'" + list.path("name").asString("") + "' ("
                        + list.path("tokens").asString("") + ")")
                .collect(Collectors.joining(", "));
        if (ending.isEmpty() || work.arguments().has("--yes")) {
            return;
        }
        String what = Table.plain("live tokens of these access lists would end for good: " + ending);
        if (!work.terminal().asks()) {
            throw new Failure(what + "; --yes says that they shall, and nothing was changed");
        }
        if (!work.terminal().confirms(what + ". Go on?")) {
            throw new Failure("nothing was changed");
        }
    }

    private static String prune(Work work) {
        return work.arguments().has("--prune") ? "?prune=true" : "";
    }
}
