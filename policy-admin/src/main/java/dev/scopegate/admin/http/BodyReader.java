package dev.scopegate.admin.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a {@link Body} to the controller method that asks for one, whatever content type the client names. One that asks
 * for an {@link Optional} body takes an empty one too.
 */
public final class BodyReader implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.nestedIfOptional().getNestedParameterType().equals(Body.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("a body can be read from a servlet request only");
        }
        byte[] bytes = bytes(servlet);
        if (parameter.isOptional() && bytes.length == 0) {
            return Optional.empty();
        }
        Body body = Body.parse(bytes);
        return parameter.isOptional() ? Optional.of(body) : body;
    }

    /** The body as it was sent; refused where it is longer than any that is parsed. */
    public static byte[] bytes(HttpServletRequest request) throws IOException {
        return bytes(request, Body.MAX_BYTES);
    }

    /** The same with a bound of its own. */
    public static byte[] bytes(HttpServletRequest request, int most) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new RefusedException(
                    Refusal.of(413, "body_too_large", "body must have at most " + most + " bytes, but has more"));
        }
        return bytes;
    }
}
