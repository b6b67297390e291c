/** The caller's own account in our own API: how it is described, its password, and where it is signed in. */
@NullMarked
package dev.scopegate.admin.own;

import org.jspecify.annotations.NullMarked;
