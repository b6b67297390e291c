/** Passwords that were forgotten: a mail to the account's owner holds a key that sets another one, once. */
@NullMarked
package dev.scopegate.admin.reset;

import org.jspecify.annotations.NullMarked;
