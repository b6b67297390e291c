/** The page that shows the description of the API. */
@NullMarked
package dev.scopegate.admin.web.api;

import org.jspecify.annotations.NullMarked;
