/** Measures Scopegate beside what one would use in its place: start reading at {@code Bench}. */
@NullMarked
package dev.scopegate.bench;

import org.jspecify.annotations.NullMarked;
