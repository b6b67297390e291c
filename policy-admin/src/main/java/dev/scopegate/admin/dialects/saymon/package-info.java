/** The users, tokens and sessions of SAYMON, over the same use cases. */
@NullMarked
package dev.scopegate.admin.dialects.saymon;

import org.jspecify.annotations.NullMarked;
