/** What the owner of a token wants to know of it: what is left, what it uses, what ends with it. */
@NullMarked
package dev.scopegate.admin.tokens.care;

import org.jspecify.annotations.NullMarked;
