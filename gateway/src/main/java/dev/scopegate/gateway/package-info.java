/** The gateway: a plugin for Spring Cloud Gateway and the app made of it. */
@NullMarked
package dev.scopegate.gateway;

import org.jspecify.annotations.NullMarked;
