package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The plugin in a gateway that somebody else wrote. */
class PluginTest {

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.of(
                SomeonesGateway.class,
                "spring.cloud.gateway.server.webflux.routes[0].id=asked",
                "spring.cloud.gateway.server.webflux.routes[0].uri=${upstream.uri}",
                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/asked/**",
                "spring.cloud.gateway.server.webflux.routes[0].filters[0]=TokenScope",
                "spring.cloud.gateway.server.webflux.routes[0].filters[1]=StripPrefix=1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void a_route_that_asks_for_token_scope_is_guarded_before_its_path_is_rewritten() {
        Minted token = gateway.mint.token("GET /asked/*");

        assertThat(gateway.get("/asked/1").status()).isEqualTo(401);
        assertThat(gateway.get("/asked/1?x=%20[1]", token.bearer()).status()).isEqualTo(200);
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/1?x=%20[1]");
        assertThat(gateway.upstream.last()).doesNotContain(token.value());
    }

    @Test
    void a_route_that_asks_for_nothing_is_closed_all_the_same() {
        Minted token = gateway.mint.token("GET /own/*");

        assertThat(gateway.get("/own/1").status()).isEqualTo(401);
        assertThat(gateway.get("/own/1", token.bearer()).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_route_stays_the_hosts_own() {
        assertThat(gateway.get("/hosts-own").body()).isEqualTo("mine");
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class SomeonesGateway {

        @Bean
        RouteLocator ownRoutes(RouteLocatorBuilder routes, @Value("${upstream.uri}") String upstream) {
            return routes.routes()
                    .route("own", route -> route.path("/own/**").uri(upstream))
                    .build();
        }

        @Bean
        RouterFunction<ServerResponse> hostsOwn() {
            return RouterFunctions.route(
                    RequestPredicates.GET("/hosts-own"),
                    request -> ServerResponse.ok().bodyValue("mine"));
        }
    }
}
