/** Applications that obtain tokens for their users, and what follows from ending one. */
@NullMarked
package dev.scopegate.admin.clients;

import org.jspecify.annotations.NullMarked;
