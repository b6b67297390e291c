package dev.scopegate.gateway.framing;

import io.netty.handler.codec.DefaultHeaders.NameValidator;
import io.netty.handler.codec.DefaultHeaders.ValueValidator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.util.AsciiString;

/** Headers that remember how the message was framed, since the decoder repairs what it should refuse. */
final class FramingHeaders extends DefaultHttpHeaders {

    private int hosts;
    private int lengths;
    private int codings;

    FramingHeaders(boolean validate) {
        super(names(validate), values(validate));
    }

    static HttpHeadersFactory factory(boolean validate) {
        return new HttpHeadersFactory() {
            @Override
            public HttpHeaders newHeaders() {
                return new FramingHeaders(validate);
            }

            @Override
            public HttpHeaders newEmptyHeaders() {
                return new FramingHeaders(validate);
            }
        };
    }

    private static NameValidator<CharSequence> names(boolean validate) {
        DefaultHttpHeadersFactory all = DefaultHttpHeadersFactory.headersFactory();
        return all.withNameValidation(validate).getNameValidator();
    }

    private static ValueValidator<CharSequence> values(boolean validate) {
        DefaultHttpHeadersFactory all = DefaultHttpHeadersFactory.headersFactory();
        return all.withValueValidation(validate).getValueValidator();
    }

    @Override
    public HttpHeaders add(CharSequence name, Object value) {
        count(name);
        return super.add(name, value);
    }

    @Override
    public HttpHeaders add(String name, Object value) {
        count(name);
        return super.add(name, value);
    }

    int hosts() {
        return hosts;
    }

    /** Whether the length was given twice over: by {@code Content-Length} and by {@code Transfer-Encoding}. */
    boolean framedTwice() {
        return lengths > 0 && codings > 0;
    }

    int codings() {
        return codings;
    }

    private void count(CharSequence name) {
        if (AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.HOST)) {
            hosts++;
        } else if (AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.CONTENT_LENGTH)) {
            lengths++;
        } else if (AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.TRANSFER_ENCODING)) {
            codings++;
        }
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
