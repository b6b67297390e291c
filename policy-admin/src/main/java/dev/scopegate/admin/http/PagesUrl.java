package dev.scopegate.admin.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where browsers reach the pages. Links in mails lead there, providers send browsers back there, and passkeys belong to its
 * host; so this is never taken from a request.
 *
 * @param url an address without a path, such as {@code https://admin.example.org}; by default this machine's
 */
@ConfigurationProperties("scopegate.pages")
public record PagesUrl(
        @DefaultValue("http://localhost:8081") String url) {

    public PagesUrl {
        ExternalUrls.requireOrigin("scopegate.pages.url", url);
    }

    /** The address of one page. */
    public String of(String path) {
        return url + path;
    }

    public boolean isHttps() {
        return url.startsWith("https:");
    }
}
