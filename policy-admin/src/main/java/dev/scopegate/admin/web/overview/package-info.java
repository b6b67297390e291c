/** The first page: how much is called, what is refused, and how the installation is. */
@NullMarked
package dev.scopegate.admin.web.overview;

import org.jspecify.annotations.NullMarked;
