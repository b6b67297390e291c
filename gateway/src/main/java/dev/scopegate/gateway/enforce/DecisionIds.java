package dev.scopegate.gateway.enforce;

import java.util.concurrent.ThreadLocalRandom;

/** Names decisions; not secret, only unlikely to meet twice. */
final class DecisionIds {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 20;
    private static final int DIGITS_PER_NUMBER = 10;
    /** As many as there are of so many digits. */
    private static final long NUMBERS = (long) Math.pow(DIGITS.length(), DIGITS_PER_NUMBER);

    private DecisionIds() {}

    static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(4 + LENGTH).append("dec_");
        for (int i = 0; i < LENGTH; i += DIGITS_PER_NUMBER) {
            long number = random.nextLong(NUMBERS);
            for (int j = 0; j < DIGITS_PER_NUMBER; j++) {
                id.append(DIGITS.charAt((int) (number % DIGITS.length())));
                number /= DIGITS.length();
            }
        }
        return id.toString();
    }
}
