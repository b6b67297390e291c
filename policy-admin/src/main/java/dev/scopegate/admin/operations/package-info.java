/** Operation catalogues: from files to the store. */
@NullMarked
package dev.scopegate.admin.operations;

import org.jspecify.annotations.NullMarked;
