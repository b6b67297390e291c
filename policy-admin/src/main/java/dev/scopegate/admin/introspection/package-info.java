/** Tokens named by their value: what one is worth (RFC 7662), and its end (RFC 7009). */
@NullMarked
package dev.scopegate.admin.introspection;

import org.jspecify.annotations.NullMarked;
