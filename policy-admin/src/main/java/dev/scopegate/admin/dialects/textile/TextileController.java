package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.dialects.textile.TokenCall.Counter;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.http.Speaks;
import dev.scopegate.wire.grpc.GrpcFrames;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Textile's {@code Users.getToken()}. The call is open, and to any web page: its credentials stand in its messages, never
 * in a header or a cookie that a browser would add.
 */
@RestController
@Speaks("textile")
final class TextileController {

    private static final String PATH = "/threads.pb.API/GetToken";

    private final Counter counter;

    TextileController(Counter counter) {
        this.counter = counter;
    }

    @Open
    @GetMapping(PATH)
    void getToken(HttpServletRequest request, HttpServletResponse response, Origin origin)
            throws IOException, ServletException, DeploymentException {
        boolean fits = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                        .flatMap(header -> List.of(header.split(",", -1)).stream())
                        .anyMatch(offer -> GrpcFrames.SUBPROTOCOL.equals(offer.strip()));
        if (!fits) {
            throw new RefusedException(Refusal.of(
                    426,
                    "upgrade_required",
                    "this call is a WebSocket with the subprotocol " + GrpcFrames.SUBPROTOCOL));
        }
        if (!(request.getServletContext().getAttribute(ServerContainer.class.getName())
                instanceof ServerContainer container)) {
            throw new IllegalStateException("a WebSocket container must have been started, but was not");
        }
        TokenSocket socket = new TokenSocket(new TokenCall(counter, origin), counter.patience());
        container.upgradeHttpToWebSocket(request, response, config(socket), Map.of());
    }

    private static ServerEndpointConfig config(TokenSocket socket) {
        return ServerEndpointConfig.Builder.create(TokenSocket.class, PATH)
                .subprotocols(List.of(GrpcFrames.SUBPROTOCOL))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(socket);
                    }
                })
                .build();
    }
}
