package dev.scopegate.launcher.cli;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a policy changes, in lines for people: {@code +} for what is new, {@code -} for what goes, {@code ~} for the rest. */
final class PolicyText {

    private final StringBuilder text = new StringBuilder();

    private PolicyText() {}

    static String of(JsonNode diff) {
        PolicyText written = new PolicyText();
        diff.path("accessLists").forEach(written::list);
        diff.path("catalogues").forEach(written::catalogue);
        if (diff.path("empty").asBoolean(false)) {
            written.line("nothing to change");
        }
        JsonNode kept = diff.path("kept");
        if (!kept.isEmpty()) {
            written.line("kept, since --prune is not given: "
                    + kept.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        }
        return written.text.toString();
    }

    private void list(JsonNode list) {
        String change = list.path("change").asString("");
        line(sign(change) + " access list " + list.path("name").asString("") + tail(list, change));
        JsonNode capabilities = list.path("capabilities");
        capabilities.path("added").forEach(each -> line("    + " + capability(each)));
        capabilities.path("removed").forEach(each -> line("    - " + capability(each)));
        capabilities
                .path("changed")
                .forEach(each -> line("    ~ " + each.path("capability").asString("") + ": " + turn(each)));
        if (list.has("limits")) {
            line("    ~ limits of the whole: " + turn(list.path("limits")));
        }
        list.path("cutOff")
                .forEach(token -> line("    ends " + token.path("id").asString("") + " "
                        + token.path("description").asString("")));
        int unnamed = list.path("tokens").asInt(0) - list.path("cutOff").size();
        if (change.equals("removed") && unnamed > 0) {
            line("    ends " + unnamed + " others");
        }
    }

    private static String tail(JsonNode list, String change) {
        String tokens = list.path("tokens").asString("0")
                + (list.path("tokens").asInt(0) == 1 ? " live token" : " live tokens");
        boolean all = list.path("childrenAllCounted").asBoolean(true);
        int children = list.path("children").asInt(0);
        return switch (change) {
            case "changed" -> ", for " + tokens;
            case "removed" ->
                ", which ends " + tokens
                        + (children == 0 && all
                                ? ""
                                : " and " + children + (all ? "" : " or more") + " children of theirs");
            default -> "";
        };
    }

    private void catalogue(JsonNode catalogue) {
        line(sign(catalogue.path("change").asString("")) + " catalogue "
                + catalogue.path("api").asString(""));
        catalogue.path("added").forEach(each -> line("    + " + each.asString("")));
        catalogue.path("changed").forEach(each -> line("    ~ " + each.asString("")));
        catalogue.path("removed").forEach(each -> line("    - " + each.asString("")));
    }

    private static String sign(String change) {
        return switch (change) {
            case "added" -> "+";
            case "removed" -> "-";
            default -> "~";
        };
    }

    private static String capability(JsonNode capability) {
        return capability.isString()
                ? capability.stringValue()
                : capability.path("capability").asString("") + ", " + limits(capability.path("limits"));
    }

    private static String turn(JsonNode turn) {
        return limits(turn.path("before")) + " -> " + limits(turn.path("after"));
    }

    static String limits(JsonNode limits) {
        return limits.isEmpty()
                ? "no limit"
                : limits.valueStream().map(PolicyText::limit).collect(Collectors.joining("; "));
    }

    static String limit(JsonNode limit) {
        return switch (limit.path("type").asString("")) {
            case "calls" ->
                limit.path("max").asString("") + " calls"
                        + (limit.has("per") ? " a " + limit.path("per").asString("") : " in all");
            case "rate" ->
                limit.path("calls").asString("") + " calls per "
                        + limit.path("period").asString("") + ", "
                        + limit.path("burst").asString("") + " at once";
            case "concurrency" -> limit.path("calls").asString("") + " in flight";
            default -> limit.toString();
        };
    }

    /** How many gateways know. */
    static String acknowledged(JsonNode acknowledged) {
        String laggards = acknowledged
                .path("laggards")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return Table.plain("known to " + acknowledged.path("gateways").asString("") + " of "
                + acknowledged.path("of").asString("") + " gateways in "
                + acknowledged.path("millis").asString("") + " ms"
                + (laggards.isEmpty() ? "" : ", not yet to " + laggards));
    }

    private void line(String line) {
        text.append(Table.plain(line)).append('\n');
    }
}
