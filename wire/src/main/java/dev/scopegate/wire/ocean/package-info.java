/** How Ocean's clients count and sign. */
@NullMarked
package dev.scopegate.wire.ocean;

import org.jspecify.annotations.NullMarked;
