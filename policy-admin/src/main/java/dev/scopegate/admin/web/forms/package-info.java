/** Pieces of forms that several pages share: capabilities and limits, as people fill them in. */
@NullMarked
package dev.scopegate.admin.web.forms;

import org.jspecify.annotations.NullMarked;
