package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.connection.PlainClient;
import dev.scopegate.gateway.enforce.EnforcementFilter;
import dev.scopegate.gateway.enforce.GrpcSocketFilter;
import dev.scopegate.gateway.forward.DirectForward;
import dev.scopegate.gateway.forward.ExactUrlFilter;
import dev.scopegate.gateway.route.LeanDispatcher;
import dev.scopegate.gateway.route.LeanHandler;
import dev.scopegate.gateway.route.PlainRoutes;
import dev.scopegate.gateway.route.RouteMapping;
import dev.scopegate.gateway.route.Shortcut;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.cloud.gateway.config.GatewayProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientProperties.Pool;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.accept.ApiVersionStrategy;
import reactor.netty.http.client.HttpClient;

/** What makes the host itself fast: its routes are found by an index, and plain ones are forwarded at once. */
@Configuration(proxyBeanMethods = false)
class LeanWiring {

    private static final Logger LOG = LoggerFactory.getLogger(LeanWiring.class);
    private static final String LEAN = "scopegate.gateway.lean";

    /** The host builds its own mapping only where there is none; versioned routes of the host work as before. */
    @Bean
    @ConditionalOnMissingBean(RoutePredicateHandlerMapping.class)
    RouteMapping scopegateRouteMapping(
            FilteringWebHandler handler,
            RouteLocator routes,
            GlobalCorsProperties cors,
            Environment environment,
            BeanFactory beans) {
        PlainRoutes plain = beans.getBeanProvider(PlainRoutes.class).getIfAvailable();
        RouteMapping.Preferences preferences = new RouteMapping.Preferences(
                TokenScopeGatewayFilterFactory::leavesPreflightsToUpstream,
                mayIndex(environment),
                route -> plain == null ? null : plain.of(route));
        RouteMapping mapping = new RouteMapping(handler, routes, cors, environment, preferences);
        beans.getBeanProvider(ApiVersionStrategy.class).ifAvailable(mapping::setApiVersionStrategy);
        return mapping;
    }

    /** After the mapping, which it asks; a host's own mapping it could not. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({RouteMapping.class, PlainRoutes.class})
    Shortcut scopegateShortcut(
            RouteMapping routes, EnforcementFilter enforcement, ObjectProvider<HandlerMapping> mappings) {
        return new Shortcut(routes, enforcement, mappings::orderedStream);
    }

    /** A base path stands before the paths of all routes, which do not tell of it. */
    private static boolean mayIndex(Environment environment) {
        return environment.getProperty(LEAN, Boolean.class, true)
                && !StringUtils.hasText(environment.getProperty("spring.webflux.base-path"));
    }

    /** Past the host's filters, where nothing is known to need them. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = LEAN, matchIfMissing = true)
    static class Direct {

        private static final Set<Class<?>> OURS =
                Set.of(EnforcementFilter.class, ExactUrlFilter.class, GrpcSocketFilter.class);

        @Bean
        @ConditionalOnMissingBean({HttpClient.class, HttpClientFactory.class})
        HttpClientFactory scopegateHttpClientFactory(
                HttpClientProperties properties,
                ServerProperties server,
                HttpClientSslConfigurer ssl,
                List<HttpClientCustomizer> customizers) {
            return new LoopwiseClientFactory(properties, server, ssl, customizers);
        }

        /** Last, so that it is asked first, and meets the host's handler itself. Where calls are observed, that does it. */
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnBooleanProperty(name = "management.observations.enable.http.server.requests", havingValue = false)
        WebHttpHandlerBuilderCustomizer scopegateLeanHandler() {
            return builder -> builder.httpHandlerDecorator(LeanHandler::of);
        }

        /** Whatever filters a host has stand before it: none can stand behind its dispatcher. */
        @Bean
        static BeanPostProcessor scopegateLeanDispatcher(
                ApplicationContext context, ObjectProvider<Shortcut> shortcuts) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean.getClass() == DispatcherHandler.class
                            ? new LeanDispatcher(context, shortcuts::getIfAvailable)
                            : bean;
                }
            };
        }

        @Bean
        @ConditionalOnMissingBean
        PlainRoutes scopegatePlainRoutes(
                ObjectProvider<GlobalFilter> filters,
                ObjectProvider<HttpHeadersFilter> headers,
                Ways ways,
                HttpClientProperties properties,
                GatewayProperties host) {
            PlainRoutes plain = StringUtils.hasText(host.getTrustedProxies())
                    ? PlainRoutes.none("trusted-proxies", properties)
                    : new PlainRoutes(
                            filters.stream().toList(),
                            headers.stream().toList(),
                            OURS,
                            properties,
                            (upstream, connectMillis, responseTimeout) -> ways.to(
                                    upstream,
                                    connectMillis,
                                    new DirectForward.Terms(responseTimeout, host.getStreamingMediaTypes())));
            if (!plain.lacks().isEmpty()) {
                LOG.info("calls go through all of the host's filters, because of {}", plain.lacks());
            }
            return plain;
        }

        /** A customizer may ask for anything, and a connection that ends after a time is the client's to see to. */
        @Bean
        @ConditionalOnMissingBean
        Ways scopegateWays(HttpClient client, HttpClientProperties properties, List<HttpClientCustomizer> customizers) {
            Pool pool = properties.getPool();
            boolean plain = customizers.isEmpty() && pool.getMaxIdleTime() == null && pool.getMaxLifeTime() == null;
            return new Ways(client, plain ? PlainClient.like(client) : null);
        }
    }

    /**
     * Ways to upstreams.
     *
     * @param plain for upstreams that it reaches; null where the client has to see to all
     */
    record Ways(HttpClient client, @Nullable PlainClient plain) implements AutoCloseable {

        DirectForward to(URI upstream, @Nullable Integer connectMillis, DirectForward.Terms terms) {
            return new DirectForward(
                    connectMillis == null ? client : client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis),
                    upstream,
                    terms,
                    plain != null && plain.reaches(upstream) ? plain.to(upstream, connectMillis) : null);
        }

        @Override
        public void close() {
            if (plain != null) {
                plain.close();
            }
        }
    }
}
