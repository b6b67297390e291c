package dev.scopegate.admin.web.accounts;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.RecordPage;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Accounts: found by name, and made. */
@Page
final class AccountsPageController {

    private static final String NEW = "accounts/new";

    private final AccountDirectory directory;
    private final PowerForms powers;

    AccountsPageController(AccountDirectory directory, PowerForms powers) {
        this.directory = directory;
        this.powers = powers;
    }

    @Performs("accountsList")
    @GetMapping("/ui/accounts")
    String list(
            Caller caller,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        RecordPage<Account> page = directory.find(caller, name.strip(), Cursor.of(null, before));
        model.addAttribute("name", name.strip());
        model.addAttribute("accounts", page.records());
        model.addAttribute("next", page.next());
        model.addAttribute("later", before != null);
        return "accounts/list";
    }

    @Performs("accountsList")
    @GetMapping("/ui/accounts/new")
    String form(Caller caller, @ModelAttribute("form") AccountForm form, Model model) {
        directory.find(caller, "", Cursor.of(1, null));
        model.addAttribute("fresh", true);
        return NEW;
    }

    @Performs("accountsMake")
    @PostMapping("/ui/accounts/new")
    String make(Caller caller, @ModelAttribute("form") AccountForm form, Model model, HttpServletResponse response) {
        try {
            Account made = directory.make(caller, form.wanted(), powers.ofNew(form));
            return "redirect:/ui/accounts/" + made.id() + "?done=made";
        } catch (RefusedException refused) {
            response.setStatus(refused.refusal().status());
            model.addAttribute("complaint", Complaint.of(refused.refusal()));
            model.addAttribute("fresh", false);
            return NEW;
        }
    }

    @ModelAttribute("powers")
    List<PowerForms.Power> powers() {
        return PowerForms.POWERS;
    }
}
