/** Accounts that end: what ends with them, said beforehand and then done. */
@NullMarked
package dev.scopegate.admin.closing;

import org.jspecify.annotations.NullMarked;
