package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.LoginAttempts.Attempt;
import dev.scopegate.admin.dialects.textile.UserTokens.Held;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.policy.token.Client;
import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import dev.scopegate.wire.key.Ed25519Key;
import dev.scopegate.wire.textile.TokenMessages;
import dev.scopegate.wire.textile.TokenMessages.Request;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * One call of {@code GetToken}, message by message: metadata, a key, the signature over a challenge. What it knows stays
 * with its socket, so that no challenge can be answered on another or a second time. Used by one thread at a time.
 */
final class TokenCall {

    private static final int CHALLENGE_BYTES = 32;

    private final Counter counter;
    private final Origin origin;
    private Stage stage = new Opened();

    TokenCall(Counter counter, Origin origin) {
        this.counter = counter;
        this.origin = origin;
    }

    /** What calls are served with. */
    record Counter(
            ClientCheck clients, UserTokens tokens, LoginAttempts attempts, SecureRandom random, Duration patience) {}

    private sealed interface Stage {}

    /** Nothing came yet. */
    private record Opened() implements Stage {}

    /** A client that may call. */
    private record Admitted(Client client, Attempt.Taken attempt) implements Stage {}

    /** A key that has to be proved. */
    private record Challenged(Admitted admitted, Ed25519Key key, ByteBuffer challenge) implements Stage {}

    /** The call is over. */
    private record Ended() implements Stage {}

    /** What follows from a message. */
    sealed interface Answer {

        /** The next message is awaited. */
        record Silence() implements Answer {}

        /** A reply, after which time runs anew. */
        record Challenge(ByteBuffer reply) implements Answer {}

        /** The last reply. */
        record Token(ByteBuffer reply) implements Answer {}
    }

    /**
     * Takes the next message.
     *
     * @throws CallRefusedException where it is not the one that is due, or proves nothing
     */
    Answer take(byte[] message) {
        Stage due = stage;
        stage = new Ended();
        return switch (due) {
            case Opened opened -> admit(message);
            case Admitted admitted -> challenge(admitted, message);
            case Challenged challenged -> token(challenged, message);
            case Ended ended -> new Answer.Silence();
        };
    }

    /** What a caller is told whose time is over. */
    String lateness() {
        return stage instanceof Challenged ? "Challenge deadline exceeded" : "Call deadline exceeded";
    }

    private Answer admit(byte[] message) {
        GrpcMetadata metadata = GrpcMetadata.parse(message)
                .orElseThrow(() -> CallRefusedException.invalid("First message must be the metadata"));
        Attempt.Taken attempt = switch (counter.attempts().beginProof(origin)) {
            case Attempt.Taken taken -> taken;
            case Attempt.TooMany tooMany ->
                throw new CallRefusedException(GrpcStatus.RESOURCE_EXHAUSTED, "Too many attempts");
        };
        stage = new Admitted(counter.clients().clientOf(metadata), attempt);
        return new Answer.Silence();
    }

    private Answer challenge(Admitted admitted, byte[] message) {
        if (!(request(message) instanceof Request.Key(String text))) {
            throw CallRefusedException.invalid("Key is required");
        }
        Ed25519Key key =
                Ed25519Key.parse(text).orElseThrow(() -> CallRefusedException.invalid("Key must be an Ed25519 key"));
        byte[] challenge = new byte[CHALLENGE_BYTES];
        counter.random().nextBytes(challenge);
        stage = new Challenged(admitted, key, ByteBuffer.wrap(challenge));
        return new Answer.Challenge(ByteBuffer.wrap(GrpcFrames.data(TokenMessages.challenge(challenge))));
    }

    private Answer token(Challenged challenged, byte[] message) {
        if (!(request(message) instanceof Request.Signature signature)) {
            throw CallRefusedException.invalid("Signature is required");
        }
        if (!challenged.key().verifies(challenged.challenge().array(), signature.bytes())) {
            throw CallRefusedException.unauthenticated("Bad signature");
        }
        Admitted admitted = challenged.admitted();
        Held held = counter.tokens().tokenOf(admitted.client(), challenged.key(), origin);
        if (!held.fresh()) {
            counter.attempts().giveBack(admitted.attempt());
        }
        return new Answer.Token(ByteBuffer.wrap(GrpcFrames.data(TokenMessages.token(held.value()))));
    }

    private static Request request(byte[] message) {
        return GrpcFrames.requestOf(message)
                .flatMap(TokenMessages::parseRequest)
                .orElseThrow(() -> CallRefusedException.invalid("Message could not be read"));
    }
}
