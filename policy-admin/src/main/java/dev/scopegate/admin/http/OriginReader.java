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
 * Tells where a request came from: what the gateway says where it is a listed gateway, else what {@code X-Forwarded-For}
 * says, read from its end and only as long as each hop is a listed proxy. Nothing else in the request is believed.
 */
public final class OriginReader implements HandlerMethodArgumentResolver {

    /**
     * The gateway sets it on every call, and drops what a client sent by that name. Other proxies pass that on, so that it
     * says nothing where they are trusted.
     */
    private static final String SEEN_BY_GATEWAY = "X-Scopegate-Client-Address";

    private final List<Network> trustedProxies;
    private final List<Network> gateways;

    public OriginReader(List<Network> trustedProxies, List<Network> gateways) {
        this.trustedProxies = List.copyOf(trustedProxies);
        this.gateways = List.copyOf(gateways);
    }

    public Origin read(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        String seenByGateway = request.getHeader(SEEN_BY_GATEWAY);
        if (seenByGateway != null && isIn(gateways, address) && parse(seenByGateway) != null) {
            return new Origin(seenByGateway);
        }
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && isIn(trustedProxies, address) && parse(hops.get(i)) != null; i--) {
            address = hops.get(i);
        }
        return new Origin(address);
    }

    private static boolean isIn(List<Network> networks, String address) {
        InetAddress parsed = parse(address);
        return parsed != null && networks.stream().anyMatch(network -> network.contains(parsed));
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
