package dev.scopegate.gateway.grpc;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Pepper;
import dev.scopegate.wire.key.Multibase;
import dev.scopegate.wire.textile.ApiKeySignature;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Asks for the API key that a token was issued through, and for its signature where the key has a secret. */
public final class ApiKeyCheck {

    static final String KEY = "x-textile-api-key";
    static final String SIGNED = "x-textile-api-sig-msg";
    static final String SIGNATURE = "x-textile-api-sig";

    /** A signature is good until the date that it signs; one without an end would be as good as the secret. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final List<Pepper> peppers;

    /**
     * A check.
     *
     * @param peppers the current pepper, then any previous one whose sealed secrets still count
     */
    public ApiKeyCheck(List<Pepper> peppers) {
        this.peppers = List.copyOf(peppers);
    }

    /** What the call lacks; null where nothing. */
    public @Nullable Reason lack(HttpHeaders headers, Grant grant, Instant now) {
        Client client = grant.client();
        if (client == null) {
            return null;
        }
        if (!headers.containsHeader(KEY)) {
            return Reason.NO_CLIENT;
        }
        if (!only(headers, KEY).filter(client.id()::equals).isPresent()) {
            return Reason.UNKNOWN_CLIENT;
        }
        return client.sealedSecret() == null ? null : lackOfSignature(headers, client.sealedSecret(), now);
    }

    private @Nullable Reason lackOfSignature(HttpHeaders headers, String sealedSecret, Instant now) {
        if (!headers.containsHeader(SIGNED) || !headers.containsHeader(SIGNATURE)) {
            return Reason.NO_CLIENT_SIGNATURE;
        }
        Optional<String> message = only(headers, SIGNED).filter(date -> isSoon(date, now));
        Optional<String> signature = only(headers, SIGNATURE);
        boolean genuine = message.isPresent()
                && signature.isPresent()
                && secret(sealedSecret)
                        .filter(secret -> ApiKeySignature.isGenuine(secret, message.get(), signature.get()))
                        .isPresent();
        return genuine ? null : Reason.BAD_CLIENT_SIGNATURE;
    }

    private static boolean isSoon(String date, Instant now) {
        return ApiKeySignature.expiry(date)
                .filter(expiry -> expiry.isAfter(now) && !expiry.isAfter(now.plus(LONGEST)))
                .isPresent();
    }

    private Optional<byte[]> secret(String sealed) {
        return peppers.stream()
                .flatMap(pepper -> pepper.unseal(sealed).stream())
                .findFirst()
                .flatMap(Multibase::decode);
    }

    /** The value of a header that says one thing only. */
    private static Optional<String> only(HttpHeaders headers, String name) {
        Set<String> values = new HashSet<>(headers.getOrEmpty(name));
        return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }
}
