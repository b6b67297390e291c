/** WebSockets as they pass through: whole, to the last message. */
@NullMarked
package dev.scopegate.gateway.socket;

import org.jspecify.annotations.NullMarked;
