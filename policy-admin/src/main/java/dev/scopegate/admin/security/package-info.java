/** Who calls: credentials, assertions of the gateway, and the keys behind them. */
@NullMarked
package dev.scopegate.admin.security;

import org.jspecify.annotations.NullMarked;
