package dev.scopegate.gateway.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.cloud.gateway.route.RouteDefinition;
import org.springframework.cloud.gateway.route.RouteDefinitionLocator;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import reactor.core.publisher.Flux;

/** Routes from a folder: each {@code *.yml} lists {@code routes:} in Spring's own syntax, read in the order of names. */
public final class RouteFolder implements RouteDefinitionLocator {

    private final List<RouteDefinition> routes;

    private RouteFolder(List<RouteDefinition> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Reads the folder once.
     *
     * @param environment what placeholders are resolved from
     * @throws IllegalStateException where the folder or a file in it cannot be read, or a route has no id, no address, or
     *     the id of another
     */
    public static RouteFolder read(Path folder, ConfigurableEnvironment environment) {
        List<RouteDefinition> routes = new ArrayList<>();
        for (Path file : files(folder)) {
            routes.addAll(routesIn(file, environment));
        }
        Set<String> ids = new HashSet<>();
        for (RouteDefinition route : routes) {
            if (route.getId() == null || route.getUri() == null || !ids.add(route.getId())) {
                throw new IllegalStateException(
                        "every route in '" + folder + "' needs an id of its own and a uri, but one reads " + route);
            }
        }
        return new RouteFolder(routes);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "routes folder must be readable (scopegate.gateway.routes-dir), but '" + folder + "' is not", e);
        }
    }

    private static List<RouteDefinition> routesIn(Path file, ConfigurableEnvironment environment) {
        try {
            List<PropertySource<?>> yaml =
                    new YamlPropertySourceLoader().load(file.toString(), new FileSystemResource(file));
            Binder binder = new Binder(
                    ConfigurationPropertySources.from(yaml),
                    new PropertySourcesPlaceholdersResolver(environment.getPropertySources()));
            return binder.bind("routes", Bindable.listOf(RouteDefinition.class)).orElseGet(List::of);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("route file '" + file + "' cannot be read", e);
        }
    }

    @Override
    public Flux<RouteDefinition> getRouteDefinitions() {
        return Flux.fromIterable(routes);
    }
}
