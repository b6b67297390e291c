/** The page where people sign in, and the one way out. */
@NullMarked
package dev.scopegate.admin.web.signin;

import org.jspecify.annotations.NullMarked;
