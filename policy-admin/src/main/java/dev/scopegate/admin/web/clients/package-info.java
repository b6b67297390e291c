/** Client keys as pages: applications that obtain tokens for their users. */
@NullMarked
package dev.scopegate.admin.web.clients;

import org.jspecify.annotations.NullMarked;
