/** The token APIs of Ocean's provider and of Ocean nodes, over the same use cases. */
@NullMarked
package dev.scopegate.admin.dialects.ocean;

import org.jspecify.annotations.NullMarked;
