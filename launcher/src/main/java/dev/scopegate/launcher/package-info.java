/** Starts the whole product on one machine. */
@NullMarked
package dev.scopegate.launcher;

import org.jspecify.annotations.NullMarked;
