package dev.scopegate.admin.apidocs;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the bodies of calls hold, by operation: our parsers take them apart by hand, so nothing else could tell. */
final class RequestBodies {

    private static final String FILE = "/api/bodies.yml";

    private final Map<String, Object> byOperation;

    private RequestBodies(Map<String, Object> byOperation) {
        this.byOperation = byOperation;
    }

    static RequestBodies read() {
        try (InputStream file = Objects.requireNonNull(RequestBodies.class.getResourceAsStream(FILE), FILE)) {
            return new RequestBodies(new Yaml(new SafeConstructor(new LoaderOptions())).load(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<RequestBody> find(String operation) {
        return Optional.ofNullable(byOperation.get(operation))
                .map(form -> Json.mapper().convertValue(form, RequestBody.class));
    }
}
