/** What is asked: a request in the one form in which it is judged, and who asks. */
@NullMarked
package dev.scopegate.policy.access;

import org.jspecify.annotations.NullMarked;
