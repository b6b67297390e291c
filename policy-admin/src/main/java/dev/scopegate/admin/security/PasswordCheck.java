package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Account;

/** Tells whose name and password came with a call. */
@FunctionalInterface
public interface PasswordCheck {

    /**
     * The account, which is not locked.
     *
     * @throws RefusedException with one answer, whatever was wrong
     */
    Account check(String name, String password, Origin origin);
}
