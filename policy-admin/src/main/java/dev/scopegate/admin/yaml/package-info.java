/** YAML whose values know where they stand, so that whatever is wrong with one can be pointed at. */
@NullMarked
package dev.scopegate.admin.yaml;

import org.jspecify.annotations.NullMarked;
