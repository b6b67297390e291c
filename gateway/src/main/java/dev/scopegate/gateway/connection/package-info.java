/** The connections that requests come over, and their event loops. */
@NullMarked
package dev.scopegate.gateway.connection;

import org.jspecify.annotations.NullMarked;
