package dev.scopegate.gateway.credential;

/**
 * What a request proves its caller's identity with.
 *
 * @param value the secret: it goes to a verifier and nowhere else
 */
public record Credential(String value) {

    /** Longest credential that is looked at, in characters. */
    public static final int MAX_LENGTH = 4_096;

    @Override
    public String toString() {
        return "Credential[secret]";
    }
}
