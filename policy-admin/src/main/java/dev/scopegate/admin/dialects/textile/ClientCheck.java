package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.clients.Clients;
import dev.scopegate.policy.token.Client;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import dev.scopegate.wire.textile.ApiKeySignature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which client a call comes through, told from its metadata in the order and the words of the Textile Hub. */
final class ClientCheck {

    private static final Pattern BEARER = Pattern.compile("(?i)bearer [\\x21-\\x7E]+");

    private final Clients clients;
    private final Duration furthest;
    private final InstantSource clock;

    /**
     * A check.
     *
     * @param furthest how far ahead a signed date may lie, so that a stolen signature does not open calls for ever
     */
    ClientCheck(Clients clients, Duration furthest, InstantSource clock) {
        this.clients = clients;
        this.furthest = furthest;
        this.clock = clock;
    }

    /**
     * The client.
     *
     * @throws CallRefusedException where there is none that may call
     */
    Client clientOf(GrpcMetadata metadata) {
        if (!metadata.all("authorization").stream()
                .allMatch(value -> BEARER.matcher(value).matches())) {
            throw CallRefusedException.unauthenticated("Bad authorization string");
        }
        String key = one(metadata, "x-textile-api-key")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> CallRefusedException.unauthenticated("Session or API key required"));
        Client client = clients.inForce(key)
                .orElseThrow(() -> new CallRefusedException(GrpcStatus.NOT_FOUND, "API key not found or is invalid"));
        if (client.sealedSecret() != null) {
            checkSignature(client, metadata);
        }
        return client;
    }

    private void checkSignature(Client client, GrpcMetadata metadata) {
        String signature = one(metadata, "x-textile-api-sig").orElse("");
        String message = one(metadata, "x-textile-api-sig-msg").orElse("");
        if (signature.isEmpty() || message.isEmpty()) {
            throw CallRefusedException.unauthenticated("API key signature required");
        }
        Instant now = clock.instant();
        boolean timely = ApiKeySignature.expiry(message)
                .filter(end -> end.isAfter(now) && !end.isAfter(now.plus(furthest)))
                .isPresent();
        Optional<byte[]> secret = clients.secretOf(client);
        if (!timely || secret.isEmpty() || !ApiKeySignature.isGenuine(secret.get(), message, signature)) {
            throw CallRefusedException.unauthenticated("Bad API key signature");
        }
    }

    /** Which of several counts is not guessed. */
    private static Optional<String> one(GrpcMetadata metadata, String name) {
        List<String> values = metadata.all(name);
        if (values.size() > 1) {
            throw CallRefusedException.invalid("'" + name + "' must be sent once, but came more often");
        }
        return values.stream().findFirst();
    }
}
