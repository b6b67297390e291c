/** Where routes come from. */
@NullMarked
package dev.scopegate.gateway.route;

import org.jspecify.annotations.NullMarked;
