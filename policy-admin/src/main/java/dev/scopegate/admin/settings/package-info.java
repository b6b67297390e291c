/** What is in force here and which property sets it, for administrators to read; secrets are only said to be there. */
@NullMarked
package dev.scopegate.admin.settings;

import org.jspecify.annotations.NullMarked;
