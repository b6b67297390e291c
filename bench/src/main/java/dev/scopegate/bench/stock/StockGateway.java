package dev.scopegate.bench.stock;

import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** An application with the gateway's starter, and no more; its routes come from the command line. */
@SpringBootApplication
public class StockGateway {

    private static final String BEARER = "Bearer ";

    public static void main(String[] args) {
        SpringApplication.run(StockGateway.class, args);
    }

    /** The filter for routes that name it {@code Key}. */
    @Bean
    KeyGatewayFilterFactory keyFilter(ReactiveStringRedisTemplate redis) {
        return new KeyGatewayFilterFactory(redis);
    }

    /** Counts calls by token. */
    @Bean
    KeyResolver byToken() {
        return exchange -> Mono.justOrEmpty(token(exchange.getRequest().getHeaders()));
    }

    static Optional<String> token(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()));
    }
}
