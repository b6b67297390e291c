/** Which gateways follow the change log, and how far. */
@NullMarked
package dev.scopegate.admin.gateways;

import org.jspecify.annotations.NullMarked;
