package dev.scopegate.launcher.cli;

import tools.jackson.databind.JsonNode;

/** What a command works with: its arguments, a terminal, and a Scopegate. */
record Work(Arguments arguments, Terminal terminal, Connection connection) {

    boolean json() {
        return arguments.has("--json");
    }

    void printJson(JsonNode node) {
        terminal.print(Answer.pretty(node));
    }
}
