package dev.scopegate.admin.apidocs;

import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** Says of a call what its method shows: whether it takes a JSON object, and whether it needs a token. */
final class CallDescription implements OperationCustomizer {

    @Override
    public Operation customize(Operation call, HandlerMethod method) {
        if (method.hasMethodAnnotation(Open.class) || method.getBeanType().isAnnotationPresent(Open.class)) {
            call.setSecurity(List.of());
            call.setDescription("Needs no token.");
        }
        boolean takesBody = Stream.of(method.getMethodParameters())
                .map(MethodParameter::getParameterType)
                .anyMatch(Body.class::equals);
        if (takesBody && call.getRequestBody() == null) {
            MediaType object = new MediaType().schema(new ObjectSchema());
            call.setRequestBody(
                    new RequestBody().required(true).content(new Content().addMediaType("application/json", object)));
        }
        return call;
    }
}
