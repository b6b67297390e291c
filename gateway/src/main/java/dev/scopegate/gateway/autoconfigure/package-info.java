/** The one wiring: what the plugin adds to a Spring Cloud Gateway, in flow order. */
@NullMarked
package dev.scopegate.gateway.autoconfigure;

import org.jspecify.annotations.NullMarked;
