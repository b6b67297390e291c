/** Pages of access lists. */
@NullMarked
package dev.scopegate.admin.web.acls;

import org.jspecify.annotations.NullMarked;
