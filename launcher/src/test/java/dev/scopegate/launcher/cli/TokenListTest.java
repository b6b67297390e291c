package dev.scopegate.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lists that are longer than a page. */
class TokenListTest extends CommandLineBench {

    @Test
    void tokens_are_listed_over_as_many_pages_as_it_takes() {
        answers.put("GET /api/v1/tokens?count=3", "200 {\"tokens\":[{\"id\":\"tok_3\"}],\"next\":\"20-tok_3\"}");
        answers.put(
                "GET /api/v1/tokens?count=2&before=20-tok_3",
                "200 {\"tokens\":[{\"id\":\"tok_2\"},{\"id\":\"tok_1\"}],\"next\":\"10-tok_1\"}");
        assertThat(run("token", "list", "--count", "3")).isZero();
        assertThat(printed()).containsSubsequence("tok_3", "tok_2", "tok_1");
        assertThat(said()).contains("there are more: --all, or --before 10-tok_1");

        answers.put("GET /api/v1/tokens?count=500", "200 {\"tokens\":[{\"id\":\"tok_3\"}],\"next\":\"20-tok_3\"}");
        answers.put("GET /api/v1/tokens?count=500&before=20-tok_3", "200 {\"tokens\":[],\"next\":\"15-tok_9\"}");
        answers.put(
                "GET /api/v1/tokens?count=500&before=15-tok_9",
                "200 {\"tokens\":[{\"id\":\"tok_2\"}],\"next\":\"20-tok_2\"}");
        answers.put("GET /api/v1/tokens?count=500&before=20-tok_2", "200 {\"tokens\":[{\"id\":\"tok_1\"}]}");
        out.reset();
        err.reset();
        assertThat(run("token", "list", "--all", "--json")).isZero();
        assertThat(printed()).containsSubsequence("tok_3", "tok_2", "tok_1").startsWith("[");
        assertThat(said()).isEmpty();
        out.reset();
        assertThat(run("token", "list", "--all", "--before", "20-tok_2")).isZero();
        assertThat(printed()).contains("tok_1").doesNotContain("tok_2");
    }

    @Test
    void a_list_that_does_not_go_on_or_a_count_that_is_none_is_said() {
        answers.put("GET /api/v1/tokens?count=500", "200 {\"tokens\":[],\"next\":\"20-tok_3\"}");
        answers.put("GET /api/v1/tokens?count=500&before=20-tok_3", "200 {\"tokens\":[],\"next\":\"20-tok_3\"}");
        assertThat(run("token", "list", "--all")).isEqualTo(1);
        assertThat(said()).contains("must go on");
        int sent = heard.size();
        assertThat(run("token", "list", "--count", "0")).isEqualTo(1);
        assertThat(said()).contains("--count must be a whole number of at least 1, but was '0'");
        assertThat(run("token", "list", "--all", "--count", "3")).isEqualTo(1);
        assertThat(heard).hasSize(sent);
    }
}
