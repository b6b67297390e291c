/** Why a token may or may not do something. */
@NullMarked
package dev.scopegate.admin.decisions;

import org.jspecify.annotations.NullMarked;
