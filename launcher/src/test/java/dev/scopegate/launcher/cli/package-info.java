@NullMarked
package dev.scopegate.launcher.cli;

import org.jspecify.annotations.NullMarked;
