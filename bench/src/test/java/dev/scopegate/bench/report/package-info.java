@NullMarked
package dev.scopegate.bench.report;

import org.jspecify.annotations.NullMarked;
