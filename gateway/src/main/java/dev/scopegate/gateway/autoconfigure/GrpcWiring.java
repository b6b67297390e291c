package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.enforce.GrpcSocketFilter;
import dev.scopegate.gateway.grpc.ApiKeyCheck;
import dev.scopegate.gateway.grpc.GrpcSockets;
import dev.scopegate.gateway.grpc.GrpcTimeouts;
import dev.scopegate.gateway.settings.GatewayProperties;
import dev.scopegate.gateway.settings.GrpcProperties;
import dev.scopegate.gateway.settings.ScopegateProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.WebSocketService;

/** gRPC calls over WebSockets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GrpcProperties.class)
class GrpcWiring {

    @Bean
    @ConditionalOnMissingBean
    GrpcSockets scopegateGrpcSockets(WebSocketService sockets, GrpcProperties properties, GatewayProperties gateway) {
        return new GrpcSockets(
                sockets, new GrpcTimeouts(properties.firstMessage(), gateway.responseTimeout(), properties.idle()));
    }

    @Bean
    @ConditionalOnMissingBean
    GrpcSocketFilter scopegateGrpcSocketFilter(GrpcSockets sockets) {
        return new GrpcSocketFilter(sockets);
    }

    @Bean
    @ConditionalOnMissingBean
    ApiKeyCheck scopegateApiKeyCheck(ScopegateProperties properties) {
        return new ApiKeyCheck(properties.peppers());
    }
}
