/** Where a request may carry its credential, and how it is read and taken out. */
@NullMarked
package dev.scopegate.gateway.credential;

import org.jspecify.annotations.NullMarked;
