/** Numbers as tables, JSON, a page and a picture. */
@NullMarked
package dev.scopegate.bench.report;

import org.jspecify.annotations.NullMarked;
