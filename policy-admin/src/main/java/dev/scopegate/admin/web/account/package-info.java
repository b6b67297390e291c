/** One's own account as a page: how one is called, the password, what one signs in with, and where one is signed in. */
@NullMarked
package dev.scopegate.admin.web.account;

import org.jspecify.annotations.NullMarked;
