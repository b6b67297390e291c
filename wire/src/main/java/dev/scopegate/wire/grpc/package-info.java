/** gRPC-web over a WebSocket: metadata, frames and statuses. */
@NullMarked
package dev.scopegate.wire.grpc;

import org.jspecify.annotations.NullMarked;
