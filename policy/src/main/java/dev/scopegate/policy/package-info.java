/** The language of tokens, capabilities, limits and decisions: pure, without I/O or clock. */
@NullMarked
package dev.scopegate.policy;

import org.jspecify.annotations.NullMarked;
