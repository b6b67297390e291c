/** The token API of HOPR nodes, over the same use cases. */
@NullMarked
package dev.scopegate.admin.dialects.hopr;

import org.jspecify.annotations.NullMarked;
