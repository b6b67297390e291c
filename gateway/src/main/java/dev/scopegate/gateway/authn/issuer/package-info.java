/** Other issuers whose JWTs routes may accept: their rules, their keys, and what a token of theirs is worth. */
@NullMarked
package dev.scopegate.gateway.authn.issuer;

import org.jspecify.annotations.NullMarked;
