/** Signatures that are made for one request and stand among its parameters. */
@NullMarked
package dev.scopegate.gateway.proof;

import org.jspecify.annotations.NullMarked;
