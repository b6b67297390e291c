/** Where routes come from, and how each says that it is guarded. */
@NullMarked
package dev.scopegate.gateway.route;

import org.jspecify.annotations.NullMarked;
