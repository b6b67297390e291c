/** Ethereum addresses, and whose signature a signature is. */
@NullMarked
package dev.scopegate.wire.ethereum;

import org.jspecify.annotations.NullMarked;
