/** Tokens: issue, list, switch off and on, rotate, revoke. */
@NullMarked
package dev.scopegate.admin.tokens;

import org.jspecify.annotations.NullMarked;
