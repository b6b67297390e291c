/** A Spring Cloud Gateway as its users build it, without Scopegate. */
@NullMarked
package dev.scopegate.bench.stock;

import org.jspecify.annotations.NullMarked;
