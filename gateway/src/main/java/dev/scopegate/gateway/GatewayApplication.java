package dev.scopegate.gateway;

import static java.util.Map.entry;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;

/** The runnable gateway: the plugin and a main method. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class GatewayApplication {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            entry("spring.application.name", "scopegate-gateway"),
            entry("spring.main.banner-mode", "off"),
            entry("server.shutdown", "graceful"),
            // On some platforms Boot would believe any client's X-Forwarded-For, which networks are judged by.
            entry("server.forward-headers-strategy", "none"),
            entry("management.server.address", "127.0.0.1"),
            entry("management.server.port", "8090"),
            entry("management.endpoints.web.exposure.include", "health,prometheus"),
            entry("management.endpoint.health.probes.enabled", "true"),
            entry("management.endpoint.health.group.readiness.include", "readinessState,scopegate"),
            // They would count once more what is counted here, and take every call through all of the host's filters.
            entry("spring.cloud.gateway.server.webflux.metrics.enabled", "false"),
            entry("spring.cloud.gateway.server.webflux.observability.enabled", "false"),
            entry("management.observations.enable.http.server.requests", "false"),
            // It would take the time of each command to Redis.
            entry("spring.autoconfigure.exclude", LettuceObservationAutoConfiguration.class.getName()),
            // They write the path or the query, which may hold a token, of requests that cannot be read or answered.
            entry("logging.level.reactor.netty.http.server.HttpServerOperations", "error"),
            entry("logging.level.org.springframework.web.server.adapter.HttpWebHandlerAdapter", "off"));

    public static void main(String[] args) {
        int processors = Runtime.getRuntime().availableProcessors();
        // Nothing here blocks one, and each beyond the processors is one more to wake; Reactor Netty has four at least.
        prefer("reactor.netty.ioWorkerCount", Integer.toString(Math.max(2, processors)));
        // It follows one buffer in 128 with a stack trace of each step: 2 % of what a call costs.
        prefer("io.netty.leakDetection.level", "disabled");
        SpringApplication app = new SpringApplication(GatewayApplication.class);
        app.setDefaultProperties(DEFAULTS);
        app.run(args);
    }

    /** Unless the command line says otherwise. */
    private static void prefer(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
