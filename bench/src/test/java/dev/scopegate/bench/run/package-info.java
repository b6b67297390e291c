@NullMarked
package dev.scopegate.bench.run;

import org.jspecify.annotations.NullMarked;
