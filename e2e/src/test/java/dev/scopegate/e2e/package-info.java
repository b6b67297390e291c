/** The product as its users meet it, and the shape of its code. */
@NullMarked
package dev.scopegate.e2e;

import org.jspecify.annotations.NullMarked;
