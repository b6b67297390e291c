/** Where a request is let through or refused. Start at EnforcementFilter. */
@NullMarked
package dev.scopegate.gateway.enforce;

import org.jspecify.annotations.NullMarked;
