/** What is recorded of each decision. */
@NullMarked
package dev.scopegate.gateway.audit;

import org.jspecify.annotations.NullMarked;
