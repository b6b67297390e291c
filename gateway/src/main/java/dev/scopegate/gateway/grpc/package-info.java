/** gRPC calls over WebSockets: opened before they are judged, refused in gRPC's own words. Start at GrpcSockets. */
@NullMarked
package dev.scopegate.gateway.grpc;

import org.jspecify.annotations.NullMarked;
