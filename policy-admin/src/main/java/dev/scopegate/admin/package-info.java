/** Where accounts, access lists and tokens are kept. */
@NullMarked
package dev.scopegate.admin;

import org.jspecify.annotations.NullMarked;
