package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.WholeAnswer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.TrailerHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClientResponse;

/**
 * What an upstream answers, on its way to whoever called.
 *
 * @param connection ends at once where the answer is of no use
 */
record UpstreamAnswer(HttpClientResponse answer, Disposable connection) {

    /** Digits of a length that is gathered before it is passed on: up to 9,999 bytes. */
    private static final int SHORT_LENGTH = 4;

    /**
     * Writes it, as the host would; what was answered already stays as it is.
     *
     * @param pieces of the body, each released as soon as it was given
     */
    Mono<Void> passOn(
            ServerWebExchange exchange, List<MediaType> streaming, ByteBufFlux pieces, ByteBufAllocator allocator) {
        return isShort(exchange, streaming)
                ? new ShortBody(pieces, allocator).flatMap(body -> written(exchange, body))
                : passedOn(exchange, streaming, pieces.retain());
    }

    /** Whether it has no body, or a short one. */
    boolean isSoonComplete(ServerWebExchange exchange, List<MediaType> streaming) {
        int status = answer.status().code();
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || isShort(exchange, streaming);
    }

    /** Whether all of it is here as soon as its head is, or soon after. */
    private boolean isShort(ServerWebExchange exchange, List<MediaType> streaming) {
        HttpHeaders fields = answer.responseHeaders();
        String length = fields.get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null
                && length.length() <= SHORT_LENGTH
                && !length.equals("0")
                && !HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                && answer.status().code() != HttpResponseStatus.NOT_MODIFIED.code()
                && !isOneOf(streaming, fields.get(HttpHeaderNames.CONTENT_TYPE));
    }

    /** Writes it in one piece with a body that was gathered. */
    Mono<Void> written(ServerWebExchange exchange, ShortBody.Gathered body) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            body.bytes().release();
            connection.dispose();
            return Mono.empty();
        }
        try {
            begin(exchange);
        } catch (RuntimeException e) {
            body.bytes().release();
            throw e;
        }
        Throwable failure = body.failure();
        return failure == null
                ? WholeAnswer.write(response, body.bytes())
                : response.writeWith(
                        Flux.just(DirectForward.wrapped(exchange, body.bytes())).concatWith(Mono.error(failure)));
    }

    private void begin(ServerWebExchange exchange) {
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_ATTR, answer);
        exchange.getResponse()
                .setStatusCode(HttpStatusCode.valueOf(answer.status().code()));
        copy(answer.responseHeaders(), exchange.getResponse());
    }

    /**
     * Writes it as it comes.
     *
     * @param pieces of the body, which belong to whoever is given them
     */
    Mono<Void> passedOn(ServerWebExchange exchange, List<MediaType> streaming, Flux<ByteBuf> pieces) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            connection.dispose();
            return Mono.empty();
        }
        begin(exchange);
        Flux<DataBuffer> body = pieces.map(bytes -> DirectForward.wrapped(exchange, bytes));
        Mono<Void> written = isOneOf(streaming, response.getHeaders().getFirst("Content-Type"))
                ? response.writeAndFlushWith(body.map(Flux::just))
                : response.writeWith(body);
        return mayHaveTrailers()
                ? written.then(TrailerHeadersFilter.filter(List.of(), exchange, answer))
                        .then()
                : written;
    }

    private static void copy(HttpHeaders fields, ServerHttpResponse response) {
        Set<String> nominated = nominated(fields);
        HttpHeaders own = WholeAnswer.fieldsOf(response);
        Iterator<Map.Entry<CharSequence, CharSequence>> rest = fields.iteratorCharSequence();
        while (rest.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = rest.next();
            CharSequence name = field.getKey();
            if (HopByHop.is(name)
                    || (!nominated.isEmpty()
                            && nominated.contains(name.toString().toLowerCase(Locale.ROOT)))) {
                continue;
            }
            if (own == null) {
                response.getHeaders().add(name.toString(), field.getValue().toString());
            } else {
                own.add(name, field.getValue());
            }
        }
    }

    private static Set<String> nominated(HttpHeaders fields) {
        String first = fields.get(HttpHeaderNames.CONNECTION);
        if (first == null) {
            return Set.of();
        }
        List<String> values = fields.getAll(HttpHeaderNames.CONNECTION);
        if (values.size() == 1 && HttpHeaderValues.KEEP_ALIVE.contentEqualsIgnoreCase(first)) {
            return Set.of();
        }
        Set<String> nominated = new HashSet<>();
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                nominated.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return nominated;
    }

    private static boolean isOneOf(List<MediaType> streaming, @Nullable String written) {
        if (written == null || streaming.isEmpty()) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(written);
            for (MediaType each : streaming) {
                if (each.isCompatibleWith(type)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** What is sent with its length cannot have any (RFC 9112, section 7.1.2). */
    private boolean mayHaveTrailers() {
        return !answer.responseHeaders().contains(HttpHeaderNames.CONTENT_LENGTH);
    }
}
