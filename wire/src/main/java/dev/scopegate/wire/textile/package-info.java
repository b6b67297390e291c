/** Textile's own messages and signatures. */
@NullMarked
package dev.scopegate.wire.textile;

import org.jspecify.annotations.NullMarked;
