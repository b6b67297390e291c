/** The description of this app's own API in OpenAPI's form, for programs and for the page that shows it. */
@NullMarked
package dev.scopegate.admin.apidocs;

import org.jspecify.annotations.NullMarked;
