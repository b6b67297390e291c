package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.ReplayGuard;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out who holds a Nostr key: by an event that it signed for one request (NIP-98), good once. */
final class NostrProofs {

    private static final int KIND = 27_235;
    private static final long WINDOW_SECONDS = 120;
    /** An event may be dated ahead by the window, and is good for the window from then. */
    private static final Duration REMEMBERED = Duration.ofSeconds(2 * WINDOW_SECONDS + 60);

    private final ReplayGuard replays;
    private final ExternalUrls urls;
    private final InstantSource clock;

    NostrProofs(ReplayGuard replays, ExternalUrls urls, InstantSource clock) {
        this.replays = replays;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * Checks an event for a POST.
     *
     * @param path where it was sent
     * @param payload the request's body, which a payload tag must be the hash of; null where the event is that body
     * @throws RefusedException where anything is wrong, or the event was used before
     */
    Identity prove(NostrEvent event, String path, byte @Nullable [] payload) {
        require(event.isGenuine(), "Nostr login event is not valid.");
        require(event.kind() == KIND, "Invalid event kind.");
        long age = clock.instant().getEpochSecond() - event.createdAt();
        require(
                age >= -WINDOW_SECONDS && age <= WINDOW_SECONDS,
                "More than 120 seconds have passed since the event was signed.");
        String method = required(event, "method");
        require(method.toUpperCase(Locale.ROOT).equals("POST"), "Invalid value for tag 'method'.");
        String url = required(event, "u");
        require(urls.isOf(path, url), "Invalid value for tag 'u'.");
        if (event.has("payload")) {
            requirePayload(event.tag("payload").orElse(""), payload);
        }
        require(Reply.of(replays.firstUse("nostr:" + event.id(), REMEMBERED)), "Nostr login event was used before.");
        return new Identity(Identity.NOSTR, event.publicKey());
    }

    private static void requirePayload(String hash, byte @Nullable [] payload) {
        require(
                payload != null && hash.toLowerCase(Locale.ROOT).equals(NostrEvent.sha256(payload)),
                "Invalid value for tag 'payload'.");
    }

    private static String required(NostrEvent event, String name) {
        return event.tag(name).orElseThrow(() -> refused("Tag '" + name + "' is missing."));
    }

    private static void require(boolean holds, String text) {
        if (!holds) {
            throw refused(text);
        }
    }

    private static RefusedException refused(String text) {
        return new RefusedException(Refusal.of(401, "invalid_proof", text));
    }
}
