/** The audit log as pages: what was done, by whom, and what it changed. */
@NullMarked
package dev.scopegate.admin.web.audit;

import org.jspecify.annotations.NullMarked;
