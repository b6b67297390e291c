package dev.scopegate.admin.reset;

import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.PagesUrl;

/** Addresses that set one password, once. */
final class ResetLinks {

    private final MailProperties properties;
    private final ExternalUrls urls;
    private final PagesUrl pages;

    ResetLinks(MailProperties properties, ExternalUrls urls, PagesUrl pages) {
        this.properties = properties;
        this.urls = urls;
        this.pages = pages;
    }

    /** The installation, as its readers know it. */
    String home() {
        return urls.first();
    }

    /** For a letter, as the properties say. */
    String mailed(String key) {
        return properties.link(urls.first(), pages.url(), key);
    }

    /** For an administrator to hand on: our own page. */
    String shown(String key) {
        return pages.of("/ui/reset#" + key);
    }
}
