/** What is in force here, as a page for administrators. */
@NullMarked
package dev.scopegate.admin.web.settings;

import org.jspecify.annotations.NullMarked;
