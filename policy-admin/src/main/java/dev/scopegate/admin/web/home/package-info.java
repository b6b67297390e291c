/** Where people land. */
@NullMarked
package dev.scopegate.admin.web.home;

import org.jspecify.annotations.NullMarked;
