/** Ed25519 keys in the forms that libp2p writes. */
@NullMarked
package dev.scopegate.wire.key;

import org.jspecify.annotations.NullMarked;
