/** Calls in great number, and how long they took. */
@NullMarked
package dev.scopegate.bench.load;

import org.jspecify.annotations.NullMarked;
