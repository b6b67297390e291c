package dev.scopegate.admin.keys;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import dev.scopegate.wire.key.Ed25519Key;
import dev.scopegate.wire.key.Multibase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds out who holds a key: it is asked to sign a text that was made for it, that names this installation and what will be
 * done, and that is good for that alone, for one minute and one answer.
 */
public final class KeyProofs {

    /** How long a challenge may be answered. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String PURPOSE = "challenge";
    private static final int NONCE_BYTES = 32;
    private static final int HEX_SIGNATURE = 128;

    private final OneTimeSecrets secrets;
    private final SecureRandom random;
    private final String issuer;

    public KeyProofs(OneTimeSecrets secrets, SecureRandom random, String issuer) {
        this.secrets = secrets;
        this.random = random;
        this.issuer = issuer;
    }

    /**
     * The identity that a key is.
     *
     * @param key an Ethereum address, or an Ed25519 public key in multibase (libp2p)
     * @throws RefusedException where it is neither
     */
    public static Identity identityOf(String key) {
        Optional<Identity> ethereum =
                EthereumAddress.parse(key).map(address -> new Identity(Identity.ETHEREUM, address.value()));
        return ethereum.or(() -> Ed25519Key.parse(key).map(known -> new Identity(Identity.ED25519, known.text())))
                .orElseThrow(() -> RefusedException.invalid(
                        "key must be an Ethereum address, or an Ed25519 public key in multibase (libp2p)"));
    }

    /** What will be done once a key is proved. */
    public sealed interface Deed {

        /** Its holder is logged in. */
        record LogIn() implements Deed {}

        /** It becomes a way into an account. */
        record LinkTo(String account) implements Deed {}
    }

    /** A text for the key's holder to sign: he reads in it what he agrees to. */
    public String challenge(Identity identity, Deed deed) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        String told = switch (deed) {
            case Deed.LogIn logIn -> "Log in to " + issuer + " as " + identity.value();
            case Deed.LinkTo(String account) ->
                "Link " + identity.value() + " to the account " + account + " at " + issuer;
        };
        String text = told + ": " + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        Reply.of(secrets.put(PURPOSE, text, meaning(identity, deed), LIFETIME));
        return text;
    }

    private static String meaning(Identity identity, Deed deed) {
        return switch (deed) {
            case Deed.LogIn logIn -> "login " + identity.text();
            case Deed.LinkTo(String account) -> "link " + account + " " + identity.text();
        };
    }

    /**
     * Checks an answer; the challenge is used up, whether it is right or wrong.
     *
     * @param deed what the challenge must have been given out for
     * @param challenge the text as it was given out
     * @param signature of an Ethereum key in hex ({@code personal_sign}), of an Ed25519 key in hex, base64url or multibase
     * @throws RefusedException 401 where it is wrong, late or second
     */
    public Identity prove(Identity identity, Deed deed, String challenge, String signature) {
        boolean asked = Reply.of(secrets.take(PURPOSE, challenge))
                .filter(meaning(identity, deed)::equals)
                .isPresent();
        if (!asked || !isSigned(identity, challenge, signature)) {
            throw new RefusedException(Refusal.of(
                    401,
                    "invalid_proof",
                    "The challenge is unknown, used up, for something else or not signed by this key."));
        }
        return identity;
    }

    private static boolean isSigned(Identity identity, String challenge, String signature) {
        if (identity.scheme().equals(Identity.ETHEREUM)) {
            return EthereumSignature.parse(signature)
                    .flatMap(parsed -> parsed.signerOfMessage(challenge))
                    .filter(signer -> signer.value().equals(identity.value()))
                    .isPresent();
        }
        byte[] message = challenge.getBytes(StandardCharsets.UTF_8);
        return Ed25519Key.parse(identity.value())
                .filter(key -> bytesOf(signature)
                        .filter(bytes -> key.verifies(message, bytes))
                        .isPresent())
                .isPresent();
    }

    /** 86 or 88 characters are base64url, 128 are hex; multibase says itself what it is. */
    private static Optional<byte[]> bytesOf(String signature) {
        try {
            return switch (signature.length()) {
                case HEX_SIGNATURE -> Optional.of(HexFormat.of().parseHex(signature));
                case 86, 88 -> Optional.of(Base64.getUrlDecoder().decode(signature));
                default -> Multibase.decode(signature);
            };
        } catch (IllegalArgumentException e) {
            return Multibase.decode(signature);
        }
    }
}
