/** What this machine has, and what a process costs on it. */
@NullMarked
package dev.scopegate.bench.machine;

import org.jspecify.annotations.NullMarked;
