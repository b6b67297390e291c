package dev.scopegate.gateway.grpc;

import dev.scopegate.gateway.problem.Problem;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.io.IOException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One call: a WebSocket whose first message has been read, until it is refused or passed on and over. */
final class GrpcCall {

    static final String ATTRIBUTE = "scopegate.grpc-call";

    private static final Logger LOG = LoggerFactory.getLogger(GrpcCall.class);

    private final WebSocketSession session;
    private final GrpcMetadata metadata;
    private final Flux<WebSocketMessage> messages;
    private final GrpcTimeouts timeouts;
    private final Sinks.One<Mono<Void>> passing = Sinks.one();
    private final Sinks.Empty<Void> opened = Sinks.empty();
    private final Sinks.Empty<Void> refused = Sinks.empty();
    private volatile boolean open;

    GrpcCall(WebSocketSession session, GrpcMetadata metadata, Flux<WebSocketMessage> messages, GrpcTimeouts timeouts) {
        this.session = session;
        this.metadata = metadata;
        this.messages = messages;
        this.timeouts = timeouts;
    }

    /** The whole call; the judge ends once it is refused or over. */
    Mono<Void> judgedBy(Function<ServerWebExchange, Mono<Void>> judge, ServerWebExchange upgrade) {
        ServerWebExchange call = upgrade.mutate()
                .request(new CallRequest(upgrade.getRequest(), metadata))
                .response(new CallResponse(upgrade.getResponse(), this))
                .build();
        call.getAttributes().put(ATTRIBUTE, this);
        Mono<Void> judging = Mono.defer(() -> judge.apply(call)).doFinally(signal -> passing.tryEmitEmpty());
        return Mono.when(judging, passing.asMono().flatMap(Function.identity()))
                .onErrorResume(this::breakOff)
                .then(Mono.defer(() -> session.close(CloseStatus.NORMAL)));
    }

    /** Ends once the upstream's WebSocket is open: until then a failure is the upstream's, and can be answered. */
    Mono<Void> pass(HttpHeaders onward, WebSocketHandler handler) {
        CallSession passed = new CallSession(session, CallRequest.onward(metadata, onward), messages, this::isOpen);
        Mono<Void> handled =
                handler.handle(passed).onErrorResume(this::handledWithFailure).doFinally(signal -> passed.isHandled());
        Mono<Void> whole = Mono.firstWithSignal(Mono.when(handled, passed.answering()), refused.asMono(), idle(passed))
                .doFinally(signal -> opened.tryEmitEmpty());
        return Mono.defer(() -> {
            passing.tryEmitValue(whole);
            return opened.asMono().timeout(timeouts.opening());
        });
    }

    Mono<Void> refuse(Problem problem) {
        Reason reason = problem.reason();
        GrpcStatus status = GrpcStatus.ofHttp(reason.status());
        Mono<Void> said = open
                ? Farewell.say(session, status, reason.text())
                : Farewell.say(session, messages, status, reason.text());
        return said.doFinally(signal -> refused.tryEmitEmpty());
    }

    /** Whether the upstream's WebSocket has been opened. */
    boolean wasOpened() {
        return open;
    }

    private void isOpen() {
        open = true;
        opened.tryEmitEmpty();
    }

    /** Once it is open, how it ends is for what the upstream has said to tell. */
    private Mono<Void> handledWithFailure(Throwable failure) {
        if (open) {
            LOG.debug("one side of a gRPC call broke off", failure);
        } else {
            opened.tryEmitError(failure);
        }
        return Mono.empty();
    }

    private Mono<Void> idle(CallSession passed) {
        return passed.silentFor(timeouts.idle())
                .then(Mono.defer(
                        () -> Farewell.say(session, GrpcStatus.DEADLINE_EXCEEDED, "nothing was said for too long")));
    }

    private Mono<Void> breakOff(Throwable failure) {
        if (failure instanceof IOException) {
            LOG.debug("a gRPC call broke off", failure);
            return Farewell.say(session, GrpcStatus.UNAVAILABLE, Reason.UPSTREAM_UNREACHABLE.text());
        }
        LOG.error("a gRPC call failed", failure);
        return Farewell.say(session, GrpcStatus.INTERNAL, "the gateway failed");
    }
}
