package dev.scopegate.admin.changes;

import java.security.SecureRandom;

/** Names for new records: random, so that none can be guessed, counted or made twice. */
public final class Ids {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final SecureRandom random;

    public Ids(SecureRandom random) {
        this.random = random;
    }

    public String account() {
        return "acc_" + base62(22);
    }

    public String accessList() {
        return "acl_" + base62(22);
    }

    public String token() {
        return "tok_" + base62(22);
    }

    public String decision() {
        return "dec_" + base62(20);
    }

    private String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
