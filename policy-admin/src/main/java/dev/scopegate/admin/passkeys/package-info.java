/** Passkeys (WebAuthn, level 2): keys that a person's device keeps, registered by name and good for a login on their own. */
@NullMarked
package dev.scopegate.admin.passkeys;

import org.jspecify.annotations.NullMarked;
