/** The page that says why a call passes or not, and lets exactly that call pass. */
@NullMarked
package dev.scopegate.admin.web.why;

import org.jspecify.annotations.NullMarked;
