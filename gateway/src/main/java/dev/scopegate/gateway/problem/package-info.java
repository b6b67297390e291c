/** How refusals and limits are written to the client. */
@NullMarked
package dev.scopegate.gateway.problem;

import org.jspecify.annotations.NullMarked;
