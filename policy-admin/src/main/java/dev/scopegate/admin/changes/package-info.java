/** Writing policy: one commit a change, tried again on conflict, and seen by every gateway. */
@NullMarked
package dev.scopegate.admin.changes;

import org.jspecify.annotations.NullMarked;
