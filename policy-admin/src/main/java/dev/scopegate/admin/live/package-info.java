/** Refusals, told while they happen. */
@NullMarked
package dev.scopegate.admin.live;

import org.jspecify.annotations.NullMarked;
