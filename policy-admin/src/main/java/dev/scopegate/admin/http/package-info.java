/** How requests are read and refusals written, the same for every API of this app. */
@NullMarked
package dev.scopegate.admin.http;

import org.jspecify.annotations.NullMarked;
