/** Other people's accounts as pages, for those who manage users. */
@NullMarked
package dev.scopegate.admin.web.accounts;

import org.jspecify.annotations.NullMarked;
