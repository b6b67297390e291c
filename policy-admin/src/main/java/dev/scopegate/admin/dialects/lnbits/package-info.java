/** The token API of LNbits, over the same use cases. */
@NullMarked
package dev.scopegate.admin.dialects.lnbits;

import org.jspecify.annotations.NullMarked;
