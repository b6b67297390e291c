/** Plots, drawn on the server. */
@NullMarked
package dev.scopegate.admin.web.plot;

import org.jspecify.annotations.NullMarked;
