package dev.scopegate.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** The last nonce of each signer: every signature needs a larger one, so that none is good twice. Nothing is forgotten. */
public final class Nonces {

    private static final Script TAKE = Script.named("nonce");
    private static final int MOST_DIGITS = 40;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,40}(\\.\\d{1,40})?");

    private final RedisConnection redis;

    public Nonces(RedisConnection redis) {
        this.redis = redis;
    }

    /** Whether the text is a nonce: digits, perhaps with a decimal point. */
    public static boolean isNonce(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /**
     * Takes a nonce for good.
     *
     * @param signer in one form, such as a lower-case address
     * @return false where it is not larger than the last one
     */
    public CompletionStage<Boolean> take(String signer, String nonce) {
        if (!isNonce(nonce)) {
            throw new IllegalArgumentException("nonce must be digits with at most one point, but was of another form");
        }
        return redis.ask(TAKE, List.of(RedisKeys.nonce(signer)), List.of(sortable(nonce)))
                .thenApply(reply -> Long.valueOf(1).equals(reply.getFirst()));
    }

    /** The last nonce that was taken, in its shortest form. */
    public CompletionStage<Optional<BigDecimal>> last(String signer) {
        return redis.ask(commands -> commands.get(RedisKeys.nonce(signer)))
                .thenApply(stored -> Optional.ofNullable(stored).map(Nonces::number));
    }

    private static BigDecimal number(String stored) {
        BigDecimal number = new BigDecimal(stored).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    /** Equal numbers give equal texts, and larger numbers later ones: Redis's own numbers would lose digits. */
    private static String sortable(String nonce) {
        int point = nonce.indexOf('.');
        String whole = point < 0 ? nonce : nonce.substring(0, point);
        String fraction = point < 0 ? "" : nonce.substring(point + 1);
        return "0".repeat(MOST_DIGITS - whole.length()) + whole + "." + fraction
                + "0".repeat(MOST_DIGITS - fraction.length());
    }
}
