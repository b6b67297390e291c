package dev.scopegate.admin.accounts;

import dev.scopegate.policy.token.Account;

/** Tells whoever reads a mailbox that it is an account's no more: where he did not ask for that, he can act. */
public interface FormerMailbox {

    /** Returns before it is told; where no mail can be sent nobody is. */
    void tell(String mailbox, Account account);
}
