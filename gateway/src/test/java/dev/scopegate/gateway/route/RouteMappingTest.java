package dev.scopegate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webflux.autoconfigure.WebFluxProperties;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.handler.predicate.MethodRoutePredicateFactory;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpMethod;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The route that is found by the index, against the one that the host finds by asking each. */
class RouteMappingTest {

    private static final FilteringWebHandler HANDLER = new FilteringWebHandler(List.of(), false);
    private final List<Route> routes = new ArrayList<>(List.of(
            route("empty", exchange -> Mono.empty()),
            route("failing", RouteMappingTest::failing),
            route("late", path("/api/**").and(RouteMappingTest::late)),
            route("posts", path("/api/{id}").and(method(HttpMethod.POST))),
            route("one", path("/api/{id}")),
            route("api", path("/api/**")),
            route("two", path("/orders/**", "/wares/**")),
            route("either", path("/either/**").or(path("/or/**"))),
            route("not", path("/not/**").negate().and(method(HttpMethod.PUT))),
            route("variable", path("/{tenant}/files")),
            route("start", path("/start*")),
            route("exact", path("/exact")),
            route("encoded", path("/a b/**")),
            route("root", path("/")),
            route("relative", path("relative/**")),
            route("any", method(HttpMethod.PATCH))));

    private final Stock stock = new Stock();
    private final RouteMapping lean = new RouteMapping(
            HANDLER,
            () -> Flux.fromIterable(routes),
            new GlobalCorsProperties(),
            new MockEnvironment(),
            new RouteMapping.Preferences(route -> false, true, route -> null));

    /** The host's own search. */
    private final class Stock extends RoutePredicateHandlerMapping {
        Stock() {
            super(HANDLER, () -> Flux.fromIterable(routes), new GlobalCorsProperties(), new MockEnvironment());
        }

        @Nullable
        Route find(ServerWebExchange exchange) {
            return lookupRoute(exchange).block();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "//",
                "/api",
                "/api/",
                "/api/1",
                "/api/1/2",
                "/api/1?late",
                "/API/1",
                "/api;x=1/1",
                "/%61pi/1",
                "/orders/1",
                "/wares",
                "/ordersx",
                "/either/1",
                "/or/1",
                "/not/1",
                "/other/1",
                "/blue/files",
                "/api/files",
                "/start",
                "/started",
                "/exact",
                "/exact/",
                "/exact/1",
                "/a%20b/1",
                "/a+b/1",
                "/relative/1",
                "//api/1",
                "/./api",
                "/api/../orders/1",
                "/\u00e9",
                "/orders%2F1"
            })
    void the_route_is_the_hosts(String target) {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH)) {
            for (int again = 0; again < 2; again++) {
                MockServerWebExchange asked = exchange(method, target);
                MockServerWebExchange expected = exchange(method, target);

                assertThat(lean.lookupRoute(asked).block())
                        .as("%s %s", method, target)
                        .isSameAs(stock.find(expected));
                assertThat(told(asked)).isEqualTo(told(expected));
            }
        }
    }

    @Test
    void changed_routes_are_found_once_the_host_says_so() {
        assertThat(find("/new/1")).isNull();
        Route added = route("new", path("/new/**"));
        routes.add(added);

        lean.onApplicationEvent(new RefreshRoutesResultEvent(this));

        assertThat(find("/new/1")).isSameAs(added);
    }

    @Test
    void a_route_of_another_path_is_not_asked() {
        List<String> asked = new ArrayList<>();
        routes.addFirst(route("spy", path("/spy/**").and(exchange -> {
            asked.add("spy");
            return Mono.just(true);
        })));

        find("/api/1");
        find("/orders/1");
        assertThat(asked).isEmpty();
        find("/spy/1");
        assertThat(asked).containsExactly("spy");
    }

    private @Nullable Route find(String target) {
        return lean.lookupRoute(exchange(HttpMethod.GET, target)).block();
    }

    /** What a search leaves behind for filters; paths have no equality of their own. */
    private static Map<String, Object> told(ServerWebExchange exchange) {
        Map<String, Object> told = new TreeMap<>();
        exchange.getAttributes().forEach((name, value) -> told.put(name, value.toString()));
        told.remove(ServerWebExchange.LOG_ID_ATTRIBUTE);
        told.keySet().removeIf(name -> name.endsWith("gatewayPredicatePathContainerAttr"));
        return told;
    }

    private static MockServerWebExchange exchange(HttpMethod method, String target) {
        return MockServerWebExchange.from(
                MockServerHttpRequest.method(method, java.net.URI.create("http://gateway" + target)));
    }

    private static Mono<Boolean> late(ServerWebExchange exchange) {
        boolean matches = exchange.getRequest().getQueryParams().containsKey("late");
        return Mono.delay(Duration.ofMillis(1)).thenReturn(matches);
    }

    private static Mono<Boolean> failing(ServerWebExchange exchange) {
        throw new IllegalStateException(
                "predicate fails for " + exchange.getRequest().getURI());
    }

    private static Route route(String id, AsyncPredicate<ServerWebExchange> predicate) {
        return Route.async()
                .id(id)
                .uri("http://upstream")
                .asyncPredicate(predicate)
                .build();
    }

    private static AsyncPredicate<ServerWebExchange> path(String... patterns) {
        PathRoutePredicateFactory factory = new PathRoutePredicateFactory(new WebFluxProperties());
        return AsyncPredicate.from(
                factory.apply(new PathRoutePredicateFactory.Config().setPatterns(List.of(patterns))));
    }

    private static AsyncPredicate<ServerWebExchange> method(HttpMethod method) {
        MethodRoutePredicateFactory factory = new MethodRoutePredicateFactory();
        MethodRoutePredicateFactory.Config config = new MethodRoutePredicateFactory.Config();
        config.setMethods(method);
        return AsyncPredicate.from(factory.apply(config));
    }
}
