package dev.scopegate.gateway.grpc;

import dev.scopegate.gateway.problem.OwnRefusal;
import dev.scopegate.gateway.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Mono;

/** The response to a call whose WebSocket is open: nothing of HTTP reaches the client any more. */
final class CallResponse extends ServerHttpResponseDecorator implements OwnRefusal {

    private final GrpcCall call;
    private final HttpHeaders headers = new HttpHeaders();

    CallResponse(ServerHttpResponse upgrade, GrpcCall call) {
        super(upgrade);
        this.call = call;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    /** Until the upstream's WebSocket is open the call can be refused. */
    @Override
    public boolean isCommitted() {
        return call.wasOpened();
    }

    @Override
    public Mono<Void> refuse(Problem problem) {
        return call.refuse(problem);
    }
}
