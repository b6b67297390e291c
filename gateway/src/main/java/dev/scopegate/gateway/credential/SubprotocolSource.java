package dev.scopegate.gateway.credential;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** An entry of {@code Sec-WebSocket-Protocol} that starts with a prefix: browsers cannot set other headers. */
record SubprotocolSource(String prefix) implements CredentialSource {

    private static final String HEADER = "Sec-WebSocket-Protocol";

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        for (String protocol : request.getHeaders().getValuesAsList(HEADER)) {
            if (isOurs(protocol)) {
                found.add(protocol.substring(prefix.length()));
            }
        }
    }

    @Override
    public void strip(HttpHeaders headers) {
        List<String> offered = headers.getValuesAsList(HEADER);
        List<String> kept =
                offered.stream().filter(protocol -> !isOurs(protocol)).toList();
        if (kept.size() < offered.size()) {
            HeaderValues.replace(headers, HEADER, kept.isEmpty() ? kept : List.of(String.join(", ", kept)));
        }
    }

    private boolean isOurs(String protocol) {
        return protocol.startsWith(prefix) && protocol.length() > prefix.length();
    }
}
