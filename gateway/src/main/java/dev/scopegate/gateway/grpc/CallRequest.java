package dev.scopegate.gateway.grpc;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcMetadata;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;

/** The request as it is judged: a POST of the gRPC method, with what of the metadata says who calls. */
final class CallRequest extends ServerHttpRequestDecorator {

    private static final String OURS = "x-scopegate-";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    /** Beside ours, what proxies say of a client: none of them writes into a WebSocket. */
    private static final List<String> SPOKEN_FOR_OTHERS = List.of(OURS, "x-forwarded-", "forwarded", "x-real-ip");

    /** Who calls is proved already, and the connection is another. */
    private static final Set<String> OF_THIS_HOP =
            Set.of(HttpHeaders.AUTHORIZATION, ApiKeyCheck.SIGNED, ApiKeyCheck.SIGNATURE, "connection", "upgrade");

    private static final List<String> API_KEY = List.of(ApiKeyCheck.KEY, ApiKeyCheck.SIGNED, ApiKeyCheck.SIGNATURE);

    private final HttpHeaders headers;

    CallRequest(ServerHttpRequest upgrade, GrpcMetadata metadata) {
        super(upgrade);
        HttpHeaders all = HttpHeaders.copyOf(upgrade.getHeaders());
        metadata.all(HttpHeaders.AUTHORIZATION).forEach(value -> all.add(HttpHeaders.AUTHORIZATION, value));
        for (String name : API_KEY) {
            all.remove(name);
            metadata.all(name).forEach(value -> all.add(name, value));
        }
        all.set(PROTOCOLS, GrpcFrames.SUBPROTOCOL);
        this.headers = HttpHeaders.readOnlyHttpHeaders(all);
    }

    /**
     * The metadata as the upstream gets it: no credential, and nothing that speaks for the gateway or a proxy but what
     * the gateway says.
     *
     * @param onward the headers with which the call goes on
     */
    static GrpcMetadata onward(GrpcMetadata metadata, HttpHeaders onward) {
        GrpcMetadata cleaned = metadata.without(OF_THIS_HOP);
        for (String prefix : SPOKEN_FOR_OTHERS) {
            cleaned = cleaned.withoutPrefix(prefix);
        }
        for (Map.Entry<String, List<String>> header : onward.headerSet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(OURS)) {
                for (String value : header.getValue()) {
                    cleaned = cleaned.with(name, value);
                }
            }
        }
        return cleaned;
    }

    @Override
    public HttpMethod getMethod() {
        return HttpMethod.POST;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }
}
