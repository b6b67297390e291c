package dev.scopegate.gateway.enforce;

import java.util.concurrent.ThreadLocalRandom;

/** Names decisions; not secret, only unlikely to meet twice. */
final class DecisionIds {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 20;

    private DecisionIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(4 + LENGTH).append("dec_");
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
