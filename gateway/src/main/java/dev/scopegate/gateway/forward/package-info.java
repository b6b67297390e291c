/** What an upstream receives: the canonical path, a clean set of headers, and who called. */
@NullMarked
package dev.scopegate.gateway.forward;

import org.jspecify.annotations.NullMarked;
