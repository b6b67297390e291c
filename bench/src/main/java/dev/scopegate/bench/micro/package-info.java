/** JMH benchmarks of the steps of a decision. */
@NullMarked
package dev.scopegate.bench.micro;

import org.jspecify.annotations.NullMarked;
