/** What the launcher promises to the person at the terminal. */
@NullMarked
package dev.scopegate.launcher;

import org.jspecify.annotations.NullMarked;
