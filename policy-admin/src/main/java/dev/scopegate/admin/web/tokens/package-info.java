/** The pages of tokens: find one, issue one, see what it may do and did, and end it. */
@NullMarked
package dev.scopegate.admin.web.tokens;

import org.jspecify.annotations.NullMarked;
