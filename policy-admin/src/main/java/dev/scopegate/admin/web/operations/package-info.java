/** Pages of operations: to look at what there is, and to take it over from OpenAPI documents. */
@NullMarked
package dev.scopegate.admin.web.operations;

import org.jspecify.annotations.NullMarked;
