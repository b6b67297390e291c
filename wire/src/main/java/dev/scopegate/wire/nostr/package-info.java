/** Signatures of Nostr events. */
@NullMarked
package dev.scopegate.wire.nostr;

import org.jspecify.annotations.NullMarked;
