package dev.scopegate.gateway;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The runnable gateway: the plugin and a main method. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class GatewayApplication {

    private static final Map<String, Object> DEFAULTS = Map.of(
            "spring.application.name", "scopegate-gateway",
            "server.shutdown", "graceful",
            "management.server.address", "127.0.0.1",
            "management.server.port", "8090",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoint.health.probes.enabled", "true",
            "management.endpoint.health.group.readiness.include", "readinessState,scopegate",
            "spring.main.banner-mode", "off",
            // It writes a line and the path, which may hold a token, for every request that cannot be decoded.
            "logging.level.reactor.netty.http.server.HttpServerOperations", "error");

    public static void main(String[] args) {
        SpringApplication app = new SpringApplication(GatewayApplication.class);
        app.setDefaultProperties(DEFAULTS);
        app.run(args);
    }
}
