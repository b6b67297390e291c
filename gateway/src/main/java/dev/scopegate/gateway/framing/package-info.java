/** What is refused before HTTP is even routed: messages that two readers could cut in two ways. */
@NullMarked
package dev.scopegate.gateway.framing;

import org.jspecify.annotations.NullMarked;
