@NullMarked
package dev.scopegate.store;

import org.jspecify.annotations.NullMarked;
