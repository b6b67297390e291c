package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenListTest {

    private static final String LIST = "/api/v1/tokens";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private Answer issue(String issuer, String description, String... capabilities) {
        List<Object> all = new ArrayList<>();
        for (String capability : capabilities) {
            all.add(Map.of("capability", capability, "limits", List.of()));
        }
        Answer answer = app.post(LIST, issuer, json("description", description, "capabilities", all));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private List<String> ids(String query, String token) {
        List<String> ids = new ArrayList<>();
        Answer answer = app.get(LIST + query, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json().get("tokens").forEach(each -> ids.add(each.get("id").asString()));
        return ids;
    }

    @Test
    void tokens_are_found_by_state_kind_and_text() {
        String backup = issue(user.login(), "nightly backup", "GET /a").text("id");
        String board = issue(user.login(), "dashboard", "GET /a").text("id");
        app.post(LIST + "/" + board + "/disable", user.login(), null);

        assertThat(ids("?state=active&kind=capability", user.login())).containsExactly(backup);
        assertThat(ids("?state=disabled", user.login())).containsExactly(board);
        assertThat(ids("?text=BACKUP", user.login())).containsExactly(backup);
        assertThat(ids("?text=" + board.substring(0, 12), user.login())).containsExactly(board);
        assertThat(ids("?kind=login", user.login())).hasSize(1);
        assertThat(app.get(LIST + "?state=disabled", user.login())
                        .json()
                        .get("tokens")
                        .get(0)
                        .get("state")
                        .asString())
                .isEqualTo("disabled");
    }

    @Test
    void a_list_is_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            issue(user.login(), "page " + i, "GET /a");
        }
        List<String> all = ids("?text=page", user.login());

        Answer first = app.get(LIST + "?text=page&count=3", user.login());
        List<String> rest = ids("?text=page&count=3&before=" + first.text("next"), user.login());

        assertThat(all).hasSize(5);
        assertThat(rest).isEqualTo(all.subList(3, 5));
    }

    @Test
    void an_administrator_lists_the_tokens_of_any_account_and_nobody_else_does() {
        String id = issue(user.login(), "mine", "GET /a").text("id");
        User stranger = app.user();

        assertThat(ids("?kind=capability&account=" + user.account(), AdminApp.ADMIN_TOKEN))
                .containsExactly(id);
        assertThat(app.get(LIST + "?account=" + user.account(), stranger.login())
                        .status())
                .isEqualTo(403);
        assertThat(ids("?text=mine", stranger.login())).isEmpty();
        assertThat(ids("?parent=" + id, stranger.login())).isEmpty();
    }

    @Test
    void a_scoped_token_lists_its_children_and_theirs_but_no_others() {
        String all = "* /api/v1/tokens";
        Answer parent = issue(user.login(), "parent", all, "* /api/v1/tokens/**");
        Answer child = issue(parent.text("token"), "child", all);
        Answer grandchild = issue(child.text("token"), "grandchild", all);
        Answer other = issue(user.login(), "other", all);

        assertThat(ids("", parent.text("token"))).containsExactly(child.text("id"));
        assertThat(ids("?parent=" + child.text("id"), parent.text("token"))).containsExactly(grandchild.text("id"));
        assertThat(app.get(LIST + "?parent=" + other.text("id"), parent.text("token"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void the_tokens_that_end_with_one_are_counted_with_those_below() {
        String all = "* /api/v1/tokens";
        Answer parent = issue(user.login(), "parent", all);
        Answer child = issue(parent.text("token"), "child", all);
        issue(child.text("token"), "grandchild", all);
        Answer gone = issue(parent.text("token"), "gone", all);
        app.delete(LIST + "/" + gone.text("id"), user.login());

        Answer counted = app.get(LIST + "/" + parent.text("id") + "/descendants", user.login());

        assertThat(counted.json().get("living").intValue()).isEqualTo(2);
        assertThat(counted.json().get("exactly").booleanValue()).isTrue();
        assertThat(app.get(
                                LIST + "/" + parent.text("id") + "/descendants",
                                app.user().login())
                        .status())
                .isEqualTo(404);
    }
}
