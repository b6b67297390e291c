package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.admin.tokens.TokenQueryForm;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.RecordPage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of tokens. */
@Page
final class TokenListPage {

    private static final int ROWS = 50;
    private static final List<String> FILTERS = List.of("state", "kind", "account", "accessList", "parent", "text");

    private final TokenList list;
    private final TokenRows rows;

    TokenListPage(TokenList list, TokenRows rows) {
        this.list = list;
        this.rows = rows;
    }

    @Performs("tokensList")
    @GetMapping("/ui/tokens")
    String list(Caller caller, @RequestParam Map<String, String> asked, Model model) {
        RecordPage<TokenRecord> page =
                list.find(caller, TokenQueryForm.parse(asked), Cursor.of(ROWS, asked.get("before")));
        Map<String, String> filter = new TreeMap<>();
        FILTERS.forEach(name -> filter.put(name, asked.getOrDefault(name, "")));
        String list = filter.getOrDefault("accessList", "");
        model.addAttribute("rows", rows.of(page.records()));
        model.addAttribute("next", page.next());
        model.addAttribute("before", asked.get("before"));
        model.addAttribute("filter", filter);
        model.addAttribute("filtered", filter.values().stream().anyMatch(value -> !value.isEmpty()));
        model.addAttribute("listName", list.isEmpty() ? "" : rows.list(list));
        model.addAttribute("styles", List.of("tokens"));
        model.addAttribute("everyone", caller.isAdministrator());
        return "tokens/list";
    }
}
