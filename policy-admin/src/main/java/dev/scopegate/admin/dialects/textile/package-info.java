/** Textile's tokens: a user proves its key over a WebSocket and gets a token that does not change. */
@NullMarked
package dev.scopegate.admin.dialects.textile;

import org.jspecify.annotations.NullMarked;
