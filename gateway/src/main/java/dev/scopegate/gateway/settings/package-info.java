/** What can be set, each group a record that refuses nonsense at the start. */
@NullMarked
package dev.scopegate.gateway.settings;

import org.jspecify.annotations.NullMarked;
