/** Policy as code: access lists and catalogues as a text that is compared with what is in force, and applied as a whole. */
@NullMarked
package dev.scopegate.admin.code;

import org.jspecify.annotations.NullMarked;
