/** What is measured: an upstream, its proxies, and whole Scopegates, on loopback. */
@NullMarked
package dev.scopegate.bench.system;

import org.jspecify.annotations.NullMarked;
