package dev.scopegate.bench.stock;

import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets pass whoever has a token whose hash in Redis has the scope: one read for each request. */
final class KeyGatewayFilterFactory extends AbstractGatewayFilterFactory<Object> {

    private static final String SCOPE = "things:read";

    private final ReactiveStringRedisTemplate redis;

    KeyGatewayFilterFactory(ReactiveStringRedisTemplate redis) {
        super(Object.class);
        this.redis = redis;
    }

    @Override
    public GatewayFilter apply(Object config) {
        return (exchange, chain) -> Mono.justOrEmpty(
                        StockGateway.token(exchange.getRequest().getHeaders()))
                .flatMap(token -> redis.<String, String>opsForHash().get("key:" + token, "scope"))
                .filter(SCOPE::equals)
                .hasElement()
                .flatMap(known -> known ? chain.filter(exchange) : refuse(exchange));
    }

    private static Mono<Void> refuse(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.FORBIDDEN);
        return exchange.getResponse().setComplete();
    }
}
