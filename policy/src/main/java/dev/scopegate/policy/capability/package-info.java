/** What may be called: capabilities, their patterns, and the named operations of an API. */
@NullMarked
package dev.scopegate.policy.capability;

import org.jspecify.annotations.NullMarked;
