package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.audit.AuditRecorder;
import dev.scopegate.gateway.cache.Freshness;
import dev.scopegate.gateway.forward.GuardedSockets;
import dev.scopegate.gateway.forward.UpstreamGuard;
import dev.scopegate.gateway.framing.StrictFraming;
import dev.scopegate.gateway.route.RouteFolder;
import dev.scopegate.gateway.settings.GatewayProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.reactive.socket.server.WebSocketService;

/** What is set up in the host: its server, its client, its routes and its health. */
@Configuration(proxyBeanMethods = false)
class HostWiring {

    private static final int CALLS_JUDGED = 50;
    private static final int LEAST_CALLS = 20;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnMissingBean(name = "scopegateStrictFraming")
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> scopegateStrictFraming() {
        return factory -> factory.addServerCustomizers(new StrictFraming());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("scopegate.gateway.routes-dir")
    RouteFolder scopegateRouteFolder(GatewayProperties properties, ConfigurableEnvironment environment) {
        return RouteFolder.read(Objects.requireNonNull(properties.routesDir()), environment);
    }

    /** No upstream may keep a caller waiting for ever, as the host's own defaults would let it. */
    @Bean
    static BeanPostProcessor scopegateUpstreamTimeouts(ObjectProvider<GatewayProperties> properties) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof HttpClientProperties client) {
                    limit(client, properties.getObject());
                }
                return bean;
            }
        };
    }

    /** Lets a WebSocket of a token be closed from here. */
    @Bean
    static BeanPostProcessor scopegateGuardedSockets() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof WebSocketService sockets ? new GuardedSockets(sockets) : bean;
            }
        };
    }

    private static void limit(HttpClientProperties client, GatewayProperties properties) {
        if (client.getConnectTimeout() == null) {
            client.setConnectTimeout(Math.toIntExact(properties.connectTimeout().toMillis()));
        }
        if (client.getResponseTimeout() == null) {
            client.setResponseTimeout(properties.responseTimeout());
        }
    }

    @Bean
    @ConditionalOnMissingBean
    UpstreamGuard scopegateUpstreamGuard(GatewayProperties properties, ObjectProvider<MeterRegistry> registry) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS_JUDGED)
                .minimumNumberOfCalls(LEAST_CALLS)
                .waitDurationInOpenState(properties.breakerPause())
                .build());
        registry.ifAvailable(meters ->
                TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters));
        return new UpstreamGuard(breakers);
    }

    /** Only where the host has health endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ReactiveHealthIndicator.class)
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "scopegateHealthIndicator")
        ReactiveHealthIndicator scopegateHealthIndicator(Freshness freshness, AuditRecorder recorder) {
            return new FollowerHealth(freshness, recorder);
        }
    }
}
