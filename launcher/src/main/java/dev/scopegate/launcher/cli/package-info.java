/** The daily work at the terminal, all of it through the REST API. */
@NullMarked
package dev.scopegate.launcher.cli;

import org.jspecify.annotations.NullMarked;
