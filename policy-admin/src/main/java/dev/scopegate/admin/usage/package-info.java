/** How much is called, by whom, and what for. */
@NullMarked
package dev.scopegate.admin.usage;

import org.jspecify.annotations.NullMarked;
