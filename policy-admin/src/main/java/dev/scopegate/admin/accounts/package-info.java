/** Accounts: register, log in, change, close. */
@NullMarked
package dev.scopegate.admin.accounts;

import org.jspecify.annotations.NullMarked;
