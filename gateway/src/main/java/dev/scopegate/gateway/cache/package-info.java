/** What the gateway remembers, and how the change log keeps it true. */
@NullMarked
package dev.scopegate.gateway.cache;

import org.jspecify.annotations.NullMarked;
