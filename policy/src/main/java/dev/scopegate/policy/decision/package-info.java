/** What is answered: the decider, its decisions, reasons and explanations. */
@NullMarked
package dev.scopegate.policy.decision;

import org.jspecify.annotations.NullMarked;
