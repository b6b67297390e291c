/** Who changed what, and what was decided. */
@NullMarked
package dev.scopegate.admin.audit;

import org.jspecify.annotations.NullMarked;
