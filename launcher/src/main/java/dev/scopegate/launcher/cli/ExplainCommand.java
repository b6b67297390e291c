package dev.scopegate.launcher.cli;

import dev.scopegate.launcher.cli.CommandLine.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code explain}: whether a call would pass, and why. */
final class ExplainCommand {

    static final Command COMMAND =
            new Command(Help.EXPLAIN, Set.of(), Set.of("--api", "--address"), ExplainCommand::explain);

    private ExplainCommand() {}

    private static int explain(Work work) {
        List<String> words = work.arguments().words("TOKEN", "METHOD", "PATH");
        Map<String, Object> question = new LinkedHashMap<>();
        if (words.get(0).equals("-")) {
            question.put("token", work.terminal().input().strip());
        } else {
            question.put("tokenId", words.get(0));
        }
        question.put("api", work.arguments().required("--api"));
        question.put("method", words.get(1));
        question.put("path", words.get(2));
        work.arguments().one("--address").ifPresent(address -> question.put("address", address));
        JsonNode explained = work.connection()
                .post("/api/v1/decisions/explain", "application/json", Answer.write(question))
                .good()
                .json();
        if (work.json()) {
            work.printJson(explained);
        } else {
            work.terminal().print(text(explained));
        }
        return explained.path("outcome").asString("").equals("permit") ? 0 : Failure.DENIED;
    }

    private static String text(JsonNode explained) {
        StringBuilder text = new StringBuilder();
        line(text, "outcome", explained.path("outcome"));
        line(text, "because", explained.path("because"));
        line(text, "operation", explained.path("operation"));
        line(text, "enough would be", explained.path("sufficient"));
        if (explained.has("missedBy")) {
            JsonNode missed = explained.path("missedBy");
            text.append(Table.plain("missed by: " + missed.path("link").asString("") + " "
                            + missed.path("id").asString("")))
                    .append('\n');
        }
        Table chain = new Table("LINK", "CAPABILITY", "COVERS", "WHY");
        for (JsonNode link : explained.path("chain")) {
            String name = link.path("link").asString("");
            if (!link.path("limitsCapabilities").asBoolean(true)) {
                chain.row(name, "all that the others allow", "yes", "");
            } else if (link.path("attempts").isEmpty()) {
                chain.row(name, "none", "no", "");
            }
            for (JsonNode attempt : link.path("attempts")) {
                chain.row(
                        name,
                        attempt.path("capability").asString(""),
                        attempt.path("covers").asBoolean(false) ? "yes" : "no",
                        attempt.path("why").asString(""));
            }
        }
        return text.append('\n').append(chain).append(limits(explained)).toString();
    }

    private static String limits(JsonNode explained) {
        if (explained.path("limits").isEmpty()) {
            return "";
        }
        Table limits = new Table("LIMIT", "LEFT", "CHARGED", "METER");
        for (JsonNode each : explained.path("limits")) {
            limits.row(
                    PolicyText.limit(each.path("limit")),
                    each.path("remaining").asString(""),
                    each.path("chargedByThisCall").asBoolean(false) ? "yes" : "no",
                    each.path("meter").asString(""));
        }
        return "\n" + limits;
    }

    private static void line(StringBuilder text, String name, JsonNode value) {
        String said = value.asString("");
        if (!said.isEmpty()) {
            text.append(Table.plain(name + ": " + said)).append('\n');
        }
    }
}
