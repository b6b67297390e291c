package dev.scopegate.admin.http;

import dev.scopegate.policy.access.Network;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Tells where a request came from. {@code X-Forwarded-For} is read from its end and only as long as each hop is a listed
 * proxy; nothing else in the request is believed.
 */
public final class OriginReader implements HandlerMethodArgumentResolver {

    private final List<Network> trustedProxies;

    public OriginReader(List<Network> trustedProxies) {
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    public Origin read(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(address) && parse(hops.get(i)) != null; i--) {
            address = hops.get(i);
        }
        return new Origin(address);
    }

    private boolean isTrusted(String address) {
        InetAddress parsed = parse(address);
        return parsed != null && trustedProxies.stream().anyMatch(network -> network.contains(parsed));
    }

    /** The address that the text is; null where it is none. Never asks a name server. */
    public static @Nullable InetAddress parse(String literal) {
        try {
            Network.parse(literal);
            return literal.contains("/") ? null : InetAddress.getByName(literal);
        } catch (IllegalArgumentException | UnknownHostException e) {
            return null;
        }
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Origin.class);
    }

    @Override
    public Origin resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("an origin can be told of a servlet request only");
        }
        return read(servlet);
    }
}
