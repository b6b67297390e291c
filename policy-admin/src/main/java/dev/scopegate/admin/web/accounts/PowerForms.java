package dev.scopegate.admin.web.accounts;

import dev.scopegate.admin.accounts.AccountDirectory.Change;
import dev.scopegate.admin.tokens.TokenForm;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what an account may do from the lines that somebody typed. */
@Component
final class PowerForms {

    /** What may be ticked, with what it means. */
    static final List<Power> POWERS = List.of(
            new Power(Account.ADMINISTRATOR, "sees and changes everything here"),
            new Power(Account.MANAGE_USERS, "makes, locks and deletes accounts that are no administrator's"));

    private final Tokens tokens;

    PowerForms(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A permission in this app. */
    record Power(String name, String about) {}

    /** Without lines a new account may do what all new ones may. */
    Change ofNew(AccountForm form) {
        List<GrantedCapability> capabilities = capabilities(form, List.of());
        return form.isOfPower()
                ? new Change(Set.copyOf(form.permissions()), capabilities.isEmpty() ? null : capabilities, null)
                : new Change(null, null, null);
    }

    Change of(AccountForm form, Account account) {
        return new Change(Set.copyOf(form.permissions()), capabilities(form, account.capabilities()), null);
    }

    /** A line that stays keeps its limits. */
    private List<GrantedCapability> capabilities(AccountForm form, List<GrantedCapability> held) {
        Map<String, GrantedCapability> known = held.stream()
                .collect(Collectors.toMap(each -> each.capability().text(), Function.identity(), (one, other) -> one));
        List<GrantedCapability> read = form.capabilities()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .map(line -> granted(line, known.get(line)))
                .toList();
        TokenForm.refuseTooMany(read.size());
        tokens.refuseUnknownOperations(read);
        return read;
    }

    private static GrantedCapability granted(String line, @Nullable GrantedCapability known) {
        return known == null ? new GrantedCapability(TokenForm.ref(line), List.of()) : known;
    }

    static String lines(Account account) {
        return account.capabilities().stream()
                .map(each -> each.capability().text())
                .collect(Collectors.joining("\n"));
    }
}
