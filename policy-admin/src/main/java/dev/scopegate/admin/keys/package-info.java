/** Accounts that are keys: a challenge, and whoever signs it. */
@NullMarked
package dev.scopegate.admin.keys;

import org.jspecify.annotations.NullMarked;
