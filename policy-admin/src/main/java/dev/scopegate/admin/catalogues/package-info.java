/** Catalogues of operations: to look at, and to take over from OpenAPI documents. */
@NullMarked
package dev.scopegate.admin.catalogues;

import org.jspecify.annotations.NullMarked;
