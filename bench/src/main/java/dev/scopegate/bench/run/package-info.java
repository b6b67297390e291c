/** What can be measured, one class each. */
@NullMarked
package dev.scopegate.bench.run;

import org.jspecify.annotations.NullMarked;
