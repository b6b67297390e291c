package dev.scopegate.gateway.grpc;

import java.time.Duration;

/**
 * How long a call over a WebSocket may keep others waiting.
 *
 * @param firstMessage for the client's first message
 * @param opening for the upstream to accept the WebSocket
 * @param idle without a message of either side
 */
public record GrpcTimeouts(Duration firstMessage, Duration opening, Duration idle) {}
