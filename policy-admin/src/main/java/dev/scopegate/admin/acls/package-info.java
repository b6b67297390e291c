/** Access lists, which tokens are issued from. */
@NullMarked
package dev.scopegate.admin.acls;

import org.jspecify.annotations.NullMarked;
