package dev.scopegate.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command says and ends with, whatever answers. The whole with a real Scopegate is in e2e. */
class CommandLineTest extends CommandLineBench {

    @Test
    void a_command_without_its_word_shows_how_it_is_used() {
        assertThat(run("acl")).isEqualTo(1);
        assertThat(said()).startsWith("usage: ./scopegate acl COMMAND");
        assertThat(run("token", "--help")).isZero();
        assertThat(printed()).startsWith("usage: ./scopegate token COMMAND");
        assertThat(heard).isEmpty();
    }

    @Test
    void every_command_has_its_help() {
        for (String command : List.of(
                "acl list",
                "acl export",
                "acl diff",
                "acl apply",
                "token issue",
                "token list",
                "token revoke",
                "explain")) {
            out.reset();
            assertThat(run((command + " --help").split(" "))).isZero();
            assertThat(printed()).startsWith("usage: ./scopegate " + command).contains("Exit status: 0, 2");
        }
    }

    @Test
    void what_is_misspelt_is_refused_before_anything_is_sent() {
        assertThat(run("acl", "apply", "--prnue", "-f", "x")).isEqualTo(1);
        assertThat(said()).contains("unknown option '--prnue'");
        assertThat(run("acl", "diff")).isEqualTo(1);
        assertThat(said()).contains("option --file is required");
        assertThat(run("token", "revoke")).isEqualTo(1);
        assertThat(run("token", "issue", "--limit", "calls=few")).isEqualTo(1);
        assertThat(said()).contains("limit must read like calls=100/day");
        assertThat(run("acl", "diff", "-f", folder.resolve("none.yml").toString()))
                .isEqualTo(1);
        assertThat(said()).contains("there is no file or folder");
        assertThat(heard).isEmpty();
    }

    @Test
    void a_url_that_is_none_or_that_nobody_answers_at_is_said() throws IOException {
        assertThat(run("acl", "list", "--url", "gate.example.org")).isEqualTo(1);
        assertThat(said()).contains("URL must read like https://gate.example.org, but was 'gate.example.org'");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("SCOPEGATE_URL", "http://127.0.0.1:" + free.getLocalPort());
        }
        assertThat(run("acl", "list")).isEqualTo(1);
        assertThat(said()).contains("nothing answers at http://127.0.0.1:");
    }

    @Test
    void what_is_no_scopegate_is_said() {
        answers.put("GET /api/v1/acls?count=500&offset=0", "200 <html>");
        assertThat(run("acl", "list")).isEqualTo(1);
        assertThat(said()).contains("must answer with JSON, but does not: is it a Scopegate?");
    }

    @Test
    void the_token_that_this_machine_holds_goes_to_this_machine_only() {
        environment.remove("SCOPEGATE_TOKEN");
        assertThat(run("token", "list")).isEqualTo(1);
        assertThat(said()).contains("a token is needed");
        assertThat(heard).isEmpty();
        local = "http://127.0.0.1:" + server.getAddress().getPort();
        answers.put("GET /api/v1/tokens?count=50", "200 {\"tokens\":[]}");
        assertThat(run("token", "list")).isZero();
        assertThat(heard.getFirst()).contains("as Bearer held-token");
    }

    @Test
    void a_refusal_of_the_caller_ends_with_two_and_any_other_with_one() {
        answers.put("GET /api/v1/policy", "403 {\"detail\":\"not allowed\",\"scope\":\"scopegate:policyExport\"}");
        assertThat(run("acl", "export")).isEqualTo(2);
        assertThat(said()).contains("not allowed").contains("enough would be: scopegate:policyExport");
        answers.put("GET /api/v1/policy", "401 {\"detail\":\"no\"}");
        assertThat(run("acl", "export")).isEqualTo(2);
        answers.put("GET /api/v1/policy", "503 {\"detail\":\"the store\"}");
        assertThat(run("acl", "export")).isEqualTo(1);
    }

    @Test
    void errors_name_the_file_and_the_line_in_it() throws IOException {
        Files.writeString(folder.resolve("a.yml"), "accessLists: {}\n# more");
        Files.writeString(folder.resolve("b.yml"), "one\ntwo\n");
        answers.put(
                "POST /api/v1/policy/diff",
                "400 {\"detail\":\"policy has 2 errors\",\"errors\":["
                        + "{\"line\":1,\"column\":3,\"at\":\"accessLists\",\"message\":\"first\"},"
                        + "{\"line\":5,\"column\":1,\"at\":\"\",\"message\":\"second\"}]}");

        assertThat(run("acl", "diff", "-f", folder.toString())).isEqualTo(1);

        assertThat(said())
                .contains(folder.resolve("a.yml") + ":1:3: first (accessLists)")
                .contains(folder.resolve("b.yml") + ":2:1: second");
        assertThat(heard.getFirst()).endsWith("accessLists: {}\n# more\n---\none\ntwo\n");
    }

    @Test
    void live_tokens_are_not_ended_without_a_yes() throws IOException {
        Path file = Files.writeString(folder.resolve("a.yml"), "accessLists: {}\n");
        answers.put(
                "POST /api/v1/policy/diff?prune=true",
                "200 {\"state\":\"s1\",\"empty\":false,\"catalogues\":[],\"kept\":[],\"accessLists\":[{\"name\":\"old\","
                        + "\"change\":\"removed\",\"capabilities\":{\"added\":[],\"changed\":[],\"removed\":[\"demo:x\"]},"
                        + "\"tokens\":3,\"children\":4,\"childrenAllCounted\":false,\"cutOff\":[{\"id\":\"tok_1\",\"description\":\"mine\"}]}]}");
        answers.put(
                "PUT /api/v1/policy?prune=true",
                "200 {\"acknowledged\":{\"gateways\":2,\"of\":3,\"millis\":7,\"laggards\":[\"g3\"]}}");

        assertThat(run("acl", "apply", "--prune", "-f", file.toString())).isEqualTo(1);
        assertThat(printed())
                .contains("- access list old, which ends 3 live tokens and 4 or more children of theirs")
                .contains("ends tok_1 mine")
                .contains("ends 2 others");
        assertThat(said()).contains("'old' (3); --yes says that they shall");
        assertThat(heard).hasSize(1);

        assertThat(run("acl", "apply", "--prune", "--yes", "-f", file.toString()))
                .isZero();
        assertThat(printed()).contains("applied, known to 2 of 3 gateways in 7 ms, not yet to g3");
    }

    @Test
    void a_token_alone_goes_to_the_output_and_nothing_that_moves_the_cursor_does() {
        answers.put("POST /api/v1/tokens", "201 {\"id\":\"tok_1\",\"token\":\"sg_cap_secret\"}");
        assertThat(run("token", "issue", "--capability", "GET /x", "--limit", "rate=10/1m", "--lifetime", "2h"))
                .isZero();
        assertThat(printed()).isEqualTo("sg_cap_secret\n");
        assertThat(said()).contains("issued tok_1").doesNotContain("sg_cap_secret");
        assertThat(heard.getFirst()).contains("\"period\":\"PT1M\"").contains("\"lifetimeSeconds\":7200");
        assertThat(Table.plain("a\u001b[31mb\u202ec\u0085")).isEqualTo("a?[31mb?c?");
    }

    @Test
    void an_explanation_ends_with_two_where_the_call_would_not_pass() {
        input = "sg_cap_pasted\n";
        answers.put("POST /api/v1/decisions/explain", "200 {\"outcome\":\"no_capability\",\"chain\":[],\"limits\":[]}");
        assertThat(run("explain", "-", "GET", "/demo/hello", "--api", "demo")).isEqualTo(2);
        assertThat(heard.getFirst()).contains("\"token\":\"sg_cap_pasted\"");
        answers.put("POST /api/v1/decisions/explain", "200 {\"outcome\":\"permit\",\"chain\":[],\"limits\":[]}");
        assertThat(run("explain", "tok_1", "GET", "/demo/hello", "--api=demo")).isZero();
        assertThat(heard.getLast()).contains("\"tokenId\":\"tok_1\"");
    }
}
