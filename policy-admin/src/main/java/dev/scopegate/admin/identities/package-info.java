/** What else the owner of an account can prove to be, and so log in by: keys, and subjects of other providers. */
@NullMarked
package dev.scopegate.admin.identities;

import org.jspecify.annotations.NullMarked;
