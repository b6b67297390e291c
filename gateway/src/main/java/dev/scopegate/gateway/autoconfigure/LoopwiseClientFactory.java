package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.connection.PoolPerLoop;
import java.util.List;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.config.HttpClientFactory;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.config.HttpClientProperties.Pool;
import org.springframework.cloud.gateway.config.HttpClientSslConfigurer;
import reactor.netty.resources.ConnectionProvider;

/** The host's own client, whose pool is one for each event loop where it has no bound. */
final class LoopwiseClientFactory extends HttpClientFactory {

    LoopwiseClientFactory(
            HttpClientProperties properties,
            ServerProperties server,
            HttpClientSslConfigurer ssl,
            List<HttpClientCustomizer> customizers) {
        super(properties, server, ssl, customizers);
    }

    /** What is measured is left as it is: the pools' meters would carry one name. */
    @Override
    protected ConnectionProvider buildConnectionProvider(HttpClientProperties properties) {
        Pool pool = properties.getPool();
        return pool.getType() == Pool.PoolType.ELASTIC && !pool.isMetrics()
                ? new PoolPerLoop(() -> super.buildConnectionProvider(properties))
                : super.buildConnectionProvider(properties);
    }
}
