package dev.scopegate.admin.http;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where clients reach this installation. What a client signed for another address was meant for somebody else, so this is
 * never taken from a request.
 *
 * @param externalUrls addresses without a path, such as {@code https://api.example.org}
 */
@ConfigurationProperties("scopegate")
public record ExternalUrls(
        @DefaultValue({"http://127.0.0.1:8080", "http://localhost:8080"})
        List<String> externalUrls) {

    public ExternalUrls {
        externalUrls = List.copyOf(externalUrls);
        if (externalUrls.isEmpty()) {
            throw new IllegalArgumentException("scopegate.external-urls must have at least one address");
        }
        externalUrls.forEach(url -> requireOrigin("scopegate.external-urls", url));
    }

    /** The address that other sites send browsers back to. */
    public String first() {
        return externalUrls.getFirst();
    }

    /** Whether the text is the address of this path here, letter by letter. */
    public boolean isOf(String path, String url) {
        return externalUrls.stream().anyMatch(base -> url.equals(base + path));
    }

    static void requireOrigin(String property, String text) {
        URI uri = URI.create(text);
        boolean plain = uri.getHost() != null
                && uri.getScheme() != null
                && uri.getScheme().matches("https?")
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    property + " must read like 'https://api.example.org', but has '" + text + "'");
        }
    }
}
