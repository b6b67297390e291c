@NullMarked
package dev.scopegate.bench;

import org.jspecify.annotations.NullMarked;
