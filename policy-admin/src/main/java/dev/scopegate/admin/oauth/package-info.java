/** Logins by accounts that people have elsewhere: OpenID Connect, and OAuth 2.0 providers like GitHub. */
@NullMarked
package dev.scopegate.admin.oauth;

import org.jspecify.annotations.NullMarked;
