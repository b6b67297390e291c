/** All that speaks Redis. Every stage fails with {@link StoreUnavailableException} where Redis cannot be asked. */
@NullMarked
package dev.scopegate.store;

import org.jspecify.annotations.NullMarked;
