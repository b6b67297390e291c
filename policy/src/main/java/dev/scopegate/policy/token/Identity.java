package dev.scopegate.policy.token;

import java.util.regex.Pattern;

/**
 * Something that an account can prove to be: a key, or a subject of another issuer. It belongs to one account at most.
 *
 * @param scheme what kind of proof it takes, such as {@code ethereum}
 * @param value the one form in which that scheme writes it
 */
public record Identity(String scheme, String value) implements Comparable<Identity> {

    /** A lower-case Ethereum address; proved by a signature (EIP-191). */
    public static final String ETHEREUM = "ethereum";
    /** An x-only public key in hex (BIP-340); proved by an event (NIP-98). */
    public static final String NOSTR = "nostr";
    /** An Ed25519 public key in multibase (libp2p); proved by a signature over a challenge. */
    public static final String ED25519 = "ed25519";
    /** A provider's name and the subject that it knows, joined by a colon; proved by the provider (OpenID Connect). */
    public static final String OAUTH = "oauth";
    /** The digest of a secret id that alone logs in, as LNbits has them; it ends with the password. */
    public static final String USER_ID = "user-id";

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}:[\\x21-\\x7E]{1,300}");

    public Identity {
        if (!FORM.matcher(scheme + ":" + value).matches()) {
            throw new IllegalArgumentException("identity must read 'scheme:value' in printable characters, but was '"
                    + scheme + ":" + value + "'");
        }
    }

    /**
     * Reads {@code scheme:value}.
     *
     * @throws IllegalArgumentException where the text does not
     */
    public static Identity parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("identity must read 'scheme:value', but was '" + text + "'");
        }
        return new Identity(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The form that {@link #parse} reads back. */
    public String text() {
        return scheme + ":" + value;
    }

    @Override
    public int compareTo(Identity other) {
        return text().compareTo(other.text());
    }

    @Override
    public String toString() {
        return text();
    }
}
