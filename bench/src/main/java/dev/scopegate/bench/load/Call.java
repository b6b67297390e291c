package dev.scopegate.bench.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each caller sends, again and again: a GET.
 *
 * @param uri where to
 * @param authorization value of the header; null for none
 * @param tokens bearer tokens to take in turn in place of it, one a line; null for none
 * @param status what a right answer has
 */
public record Call(
        URI uri, @Nullable String authorization, @Nullable Path tokens, int status) {

    /** The same call with nothing to identify it, answered 200. */
    public static Call open(URI uri) {
        return new Call(uri, null, null, 200);
    }

    public static Call bearer(URI uri, String token, int status) {
        return new Call(uri, "Bearer " + token, null, status);
    }

    /** With each of the tokens in turn. */
    public static Call turns(URI uri, Path tokens) {
        return new Call(uri, null, tokens, 200);
    }

    /** The same call of another server. */
    public Call at(URI server) {
        return new Call(server.resolve(uri.getRawPath()), authorization, tokens, status);
    }

    List<String> allTokens() {
        try {
            return tokens == null ? List.of() : java.nio.file.Files.readAllLines(tokens);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
