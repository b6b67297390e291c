/** From a credential to the grant that it stands for. */
@NullMarked
package dev.scopegate.gateway.authn;

import org.jspecify.annotations.NullMarked;
