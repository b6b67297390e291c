package dev.scopegate.gateway.connection;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * An answer's header fields. The server is given bytes as it sends them, where it takes them; texts it would encode one
 * character after the other.
 */
public final class AnswerFields {

    private final io.netty.handler.codec.http.@Nullable HttpHeaders own;
    private final HttpHeaders hosts;

    private AnswerFields(io.netty.handler.codec.http.@Nullable HttpHeaders own, HttpHeaders hosts) {
        this.own = own;
        this.hosts = hosts;
    }

    public static AnswerFields of(ServerHttpResponse response) {
        return new AnswerFields(response.isCommitted() ? null : WholeAnswer.fieldsOf(response), response.getHeaders());
    }

    /**
     * Sets a field in place of all that there are of its name.
     *
     * @throws UnsupportedOperationException where the answer had begun before these fields were asked for
     */
    public void set(AsciiString name, AsciiString value) {
        if (own == null) {
            hosts.set(name.toString(), value.toString());
        } else {
            own.set(name, value);
        }
    }

    /** Likewise; a character beyond Latin-1 becomes a question mark, as it does with texts. */
    public void set(AsciiString name, CharSequence value) {
        set(name, new AsciiString(value));
    }

    public void remove(AsciiString name) {
        if (own == null) {
            hosts.remove(name.toString());
        } else {
            own.remove(name);
        }
    }
}
