/** What is held: tokens, access lists, accounts, and the grant compiled from them. */
@NullMarked
package dev.scopegate.policy.token;

import org.jspecify.annotations.NullMarked;
