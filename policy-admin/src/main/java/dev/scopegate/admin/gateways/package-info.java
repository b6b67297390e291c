/** How the gateways and the store are. */
@NullMarked
package dev.scopegate.admin.gateways;

import org.jspecify.annotations.NullMarked;
