/** The only code that speaks Redis. */
@NullMarked
package dev.scopegate.store;

import org.jspecify.annotations.NullMarked;
