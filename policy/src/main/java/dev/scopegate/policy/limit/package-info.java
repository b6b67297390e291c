/** How often: limits, the meters that count against them, and the outcome of a charge. */
@NullMarked
package dev.scopegate.policy.limit;

import org.jspecify.annotations.NullMarked;
