/** Wiring, properties, and what must exist when the app starts. */
@NullMarked
package dev.scopegate.admin.setup;

import org.jspecify.annotations.NullMarked;
