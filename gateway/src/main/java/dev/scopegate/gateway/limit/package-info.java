/** Charging a call to its limits. */
@NullMarked
package dev.scopegate.gateway.limit;

import org.jspecify.annotations.NullMarked;
